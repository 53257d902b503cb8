import type { CSSProperties, ReactNode } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { bundledFrameAt, cardFrameAt, nodeStateAt, podFrameAt } from '@/simulation/views/frame.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { Ground } from '../playground/canvas/ground.tsx';
import { NodeCard } from '../playground/canvas/node-card.tsx';
import { PodMark } from '../playground/canvas/pod-button.tsx';
import { StageFrame } from '../playground/canvas/stage-frame.tsx';
import { LinkMark, Wire } from '../playground/canvas/wire.tsx';
import { wiringPlan, type WiringPlan } from '../playground/canvas/wiring-plan.ts';
import type { Moment } from '../playground/timeline/moment.ts';

interface HeroStageProps {
  readonly data: ScenarioData;
  readonly run: RunResult;
  readonly at: Moment;
  /** Which wirings are drawn; the page's width shows one. */
  readonly wirings: readonly ('desk' | 'portrait')[];
  /** The messages over a wiring. */
  readonly messages: (plan: WiringPlan) => ReactNode;
}

/** The canvas of the hero: the same cards and lines as the instrument's, to look at. */
export function HeroStage({ data, run, at, wirings, messages }: HeroStageProps) {
  const { topology } = data;
  return (
    <StageFrame wirings={topology.wirings}>
      {wirings.map((name) => {
        const plan = wiringPlan(topology, topology.wirings[name], run.knobs);
        return (
          <div key={name} className="wiring" data-wiring={name} style={sizeOf(plan.wiring)}>
            <Parts plan={plan} data={data} run={run} at={at} />
            {messages(plan)}
          </div>
        );
      })}
    </StageFrame>
  );
}

const sizeOf = ({ width, height }: { readonly width: number; readonly height: number }): CSSProperties => ({ width, height });

function Parts({ plan, data, run, at: At }: Pick<HeroStageProps, 'data' | 'run' | 'at'> & { readonly plan: WiringPlan }) {
  const index = frameIndexOf(run, data);
  const { width, height } = plan.wiring;
  return (
    <>
      <Ground plan={plan} />
      <svg className="wires" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {plan.links.map(({ id, route, spec, members }) => (
          <At key={id} read={(at) => bundledFrameAt(index, members.map((member) => member.id), at).condition}>
            {(condition) => <Wire route={route} style={spec.style} condition={condition} />}
          </At>
        ))}
      </svg>
      {plan.cards.map((place) => (
        <div key={place.card.id} className="place" style={{ left: place.box.x, top: place.box.y, ...sizeOf(place.box) }}>
          <At read={(at) => ({ frame: cardFrameAt(index, place.node.id, place.card, at), condition: nodeStateAt(index, place.node.id, at).condition })}>
            {(state) => <NodeCard {...place} {...state} />}
          </At>
        </div>
      ))}
      {plan.pods.map((pod) => (
        <At key={pod.id} read={(at) => podFrameAt(index, pod.id, at)}>
          {(frame) => <PodMark pod={pod} frame={frame} />}
        </At>
      ))}
      {plan.links.map((link) => (
        <At key={link.id} read={(at) => bundledFrameAt(index, link.members.map(({ id }) => id), at)}>
          {(frame) => frame.condition !== 'up' && <LinkMark link={link} frame={frame} />}
        </At>
      ))}
    </>
  );
}
