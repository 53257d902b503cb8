import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData, Wiring } from '@/simulation/scenario.ts';
import { bundledFrame, frameAt, type Frame } from '@/simulation/views/frame.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { looksIn } from '@/simulation/views/messages.ts';
import { Ground } from './ground.tsx';
import { Legend } from './legend.tsx';
import { NodeCard } from './node-card.tsx';
import { PodButton } from './pod-button.tsx';
import { StageFrame } from './stage-frame.tsx';
import { StillMessages } from './still-messages.tsx';
import { LinkButton, Wire } from './wire.tsx';
import { wiringPlan, type PlannedLink } from './wiring-plan.ts';

/** The canvas at one moment, as plain HTML: both wirings, of which the page's width shows one. */
export function StillCanvas({ data, run, at }: { readonly data: ScenarioData; readonly run: RunResult; readonly at: number }) {
  const frame = frameAt(run, data, at);
  const { desk, portrait } = data.topology.wirings;
  return (
    <StageFrame wirings={data.topology.wirings} legend={<Legend looks={looksIn(frameIndexOf(run, data))} />}>
      <StillWiring data={data} run={run} frame={frame} wiring={desk} name="desk" />
      <StillWiring data={data} run={run} frame={frame} wiring={portrait} name="portrait" />
    </StageFrame>
  );
}

function StillWiring({ data, run, frame, wiring, name }: { readonly data: ScenarioData; readonly run: RunResult; readonly frame: Frame; readonly wiring: Wiring; readonly name: 'desk' | 'portrait' }) {
  const plan = wiringPlan(data.topology, wiring, run.knobs);
  const frameOf = ({ members }: PlannedLink) => bundledFrame(members.map(({ id }) => frame.links[id]!));
  const { width, height } = wiring;
  return (
    <div className="wiring" data-wiring={name} style={{ width, height }}>
      <Ground plan={plan} />
      <svg className="wires" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {plan.links.map((link) => <Wire key={link.id} route={link.route} style={link.spec.style} condition={frameOf(link).condition} />)}
      </svg>
      {plan.cards.map((place) => {
        const { x, y, width: cardWidth, height: cardHeight } = place.box;
        const nodeFrame = frame.nodes[place.node.id]!;
        return (
          <div key={place.card.id} className="place" style={{ left: x, top: y, width: cardWidth, height: cardHeight }}>
            <NodeCard {...place} frame={nodeFrame.cards[place.card.id]!} condition={nodeFrame.state.condition} />
          </div>
        );
      })}
      {plan.pods.map((pod) => <PodButton key={pod.id} pod={pod} frame={frame.pods[pod.id]!} />)}
      {plan.links.map((link) => <LinkButton key={link.id} link={link} frame={frameOf(link)} />)}
      <StillMessages plan={plan} marks={frame.messages} />
    </div>
  );
}
