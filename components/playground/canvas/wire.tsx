import type { LinkSpec } from '@/simulation/scenario.ts';
import type { LinkFrame } from '@/simulation/views/frame.ts';
import type { Route } from '@/simulation/views/route.ts';
import { press, type SendPress } from '../press.ts';
import type { PlannedLink } from './wiring-plan.ts';

interface WireProps {
  readonly route: Route;
  readonly condition: LinkFrame['condition'];
  readonly selected?: boolean;
  readonly style?: LinkSpec['style'];
}

/** A link as a line with an arrow. */
export function Wire({ route, condition, selected = false, style = 'network' }: WireProps) {
  const { x, y, dx, dy } = route.end;
  const turn = Math.round((Math.atan2(dy, dx) * 180) / Math.PI);
  return (
    <g className="wire" data-condition={condition} data-style={style} data-selected={selected || undefined}>
      <path className="line" d={route.path} />
      <path className="arrow" d="M0 0-8-4V4Z" transform={`translate(${x} ${y}) rotate(${turn})`} />
    </g>
  );
}

/** A link's button, on its middle: a small ring, or what is wrong with the link. */
export function LinkButton({ link: { id, name, route }, frame, selected = false, send }: { readonly link: PlannedLink; readonly frame: LinkFrame; readonly selected?: boolean; readonly send?: SendPress }) {
  const words = `${name}${frame.label === '' ? '' : `, ${frame.label}`}`;
  return (
    <button
      type="button" className="link-button" aria-label={words} aria-haspopup="dialog" aria-expanded={selected} data-condition={frame.condition} data-target={id}
      style={{ left: route.middle.x, top: route.middle.y }} {...press({ type: 'target.selected', target: id }, send)}
    >
      <Trouble frame={frame} />
    </button>
  );
}

/** The same on a canvas that is only looked at. */
export function LinkMark({ link: { name, route }, frame }: { readonly link: PlannedLink; readonly frame: LinkFrame }) {
  return (
    <span className="link-button" data-condition={frame.condition} style={{ left: route.middle.x, top: route.middle.y }}>
      <span className="sr-only">{name}: </span>
      <Trouble frame={frame} />
    </span>
  );
}

function Trouble({ frame: { condition, label } }: { readonly frame: LinkFrame }) {
  return (
    <>
      {condition === 'cut' && (
        <svg viewBox="0 0 14 14" aria-hidden="true">
          <path d="M0 7H4.6M9.4 7H14M6 2.5 4 11.5M10 2.5 8 11.5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
      )}
      {label}
    </>
  );
}
