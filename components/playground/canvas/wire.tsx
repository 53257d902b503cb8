import type { LinkSpec } from '@/simulation/scenario.ts';
import type { LinkFrame } from '@/simulation/views/frame.ts';
import type { Route } from '@/simulation/views/route.ts';

/** A link as a line with an arrow. */
export function Wire({ route, condition, style = 'network' }: { readonly route: Route; readonly condition: LinkFrame['condition']; readonly style?: LinkSpec['style'] }) {
  const { x, y, dx, dy } = route.end;
  const turn = Math.round((Math.atan2(dy, dx) * 180) / Math.PI);
  return (
    <g className="wire" data-condition={condition} data-style={style}>
      <path className="line" d={route.path} />
      <path className="arrow" d="M0 0-8-4V4Z" transform={`translate(${x} ${y}) rotate(${turn})`} />
    </g>
  );
}

/** What is wrong with a link, on its middle. */
export function LinkChip({ route, frame }: { readonly route: Route; readonly frame: LinkFrame }) {
  if (frame.label === '') return null;
  return (
    <span className="link-chip" data-condition={frame.condition} style={{ left: route.middle.x, top: route.middle.y }}>
      {frame.condition === 'cut' && (
        <svg viewBox="0 0 14 14" aria-hidden="true">
          <path d="M0 7H4.6M9.4 7H14M6 2.5 4 11.5M10 2.5 8 11.5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
      )}
      {frame.label}
    </span>
  );
}
