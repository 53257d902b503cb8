import type { MessageMark } from '@/simulation/views/messages.ts';
import { placeOn } from '@/simulation/views/route.ts';
import { MessageGlyph } from './message-glyph.tsx';
import type { WiringPlan } from './wiring-plan.ts';

/** The messages of one moment, on the links of a wiring. */
export function StillMessages({ plan: { routes, wiring }, marks }: { readonly plan: WiringPlan; readonly marks: readonly MessageMark[] }) {
  return (
    <svg className="messages" viewBox={`0 0 ${wiring.width} ${wiring.height}`} aria-hidden="true">
      {marks.map(({ id, link, position, isReply, look }) => {
        const route = routes.get(link);
        if (route === undefined) return null;
        const { x, y } = placeOn(route, position, isReply);
        return (
          <g key={id} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
            <MessageGlyph look={look} />
          </g>
        );
      })}
    </svg>
  );
}
