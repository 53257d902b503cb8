import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { bundledFrame, frameAt, type Frame } from '@/simulation/views/frame.ts';
import { placeOn } from '@/simulation/views/route.ts';
import { MessageGlyph } from '../canvas/message-glyph.tsx';
import type { CardPlace } from '../canvas/node-card.tsx';
import { StateShape } from '../canvas/state-shape.tsx';
import { wiringPlan, type WiringPlan } from '../canvas/wiring-plan.ts';
import type { Moment } from '../timeline/moment.ts';

/** Both are drawn so much larger than on the canvas that they are still told apart in small. */
const shapeSize = 46;
const messageScale = 2.3;

/** The canvas without its words: what is where, the state of what has one, and what is on its way. */
export function MiniWiring({ data, run, at: At }: { readonly data: ScenarioData; readonly run: RunResult; readonly at: Moment }) {
  const { desk } = data.topology.wirings;
  const plan = wiringPlan(data.topology, desk, run.knobs);
  return (
    <svg className="docked-wiring dot-grid" viewBox={`-8 -8 ${desk.width + 16} ${desk.height + 16}`} aria-hidden="true">
      {plan.boundaries.map(({ id, box }) => (
        <rect key={id} className="docked-boundary" {...box} rx="14" />
      ))}
      {plan.inner.map((path) => (
        <path key={path} className="docked-inner" d={path} />
      ))}
      <At read={(at) => at}>{(at) => <Now plan={plan} frame={frameAt(run, data, at)} />}</At>
    </svg>
  );
}

function Now({ plan, frame }: { readonly plan: WiringPlan; readonly frame: Frame }) {
  return (
    <>
      {plan.links.map(({ id, route, members }) => (
        <path key={id} className="docked-link" data-condition={bundledFrame(members.map((member) => frame.links[member.id]!)).condition} d={route.path} />
      ))}
      {plan.cards.map((place) => (
        <MiniCard key={place.card.id} place={place} frame={frame} />
      ))}
      {frame.messages.map(({ id, link, position, isReply, look }) => {
        const route = plan.routes.get(link);
        if (route === undefined) return null;
        const { x, y } = placeOn(route, position, isReply);
        return (
          <g key={id} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${messageScale})`}>
            <MessageGlyph look={look} />
          </g>
        );
      })}
    </>
  );
}

function MiniCard({ place: { node, card, box }, frame }: { readonly place: CardPlace; readonly frame: Frame }) {
  const { state, cards } = frame.nodes[node.id]!;
  const { pill } = cards[card.id]!;
  const { x, y, width, height } = box;
  const isRound = card.shape === 'client' || card.shape === 'queue';
  return (
    <g className="docked-card" data-tone={pill.tone} data-condition={state.condition} data-ink={card.ink === true ? '' : undefined}>
      <rect {...box} rx={isRound ? Math.min(width, height) / 2 : 16} />
      {card.shape === 'store' && <path d={`M${x} ${y + 30}a${width / 2} 18 0 0 0 ${width} 0`} />}
      {pill.tone !== 'flat' && (
        <svg className="docked-shape" x={x + (width - shapeSize) / 2} y={y + (height - shapeSize) / 2} width={shapeSize} height={shapeSize}>
          <StateShape shape={pill.shape} />
        </svg>
      )}
    </g>
  );
}
