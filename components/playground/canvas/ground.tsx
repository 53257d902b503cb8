import type { WiringPlan } from './wiring-plan.ts';

/** What lies under the cards: the boundaries of processes, and the dotted lines inside them. */
export function Ground({ plan: { wiring, boundaries, inner } }: { readonly plan: WiringPlan }) {
  return (
    <>
      {boundaries.map(({ node, box }) => (
        <div key={node.id} className="boundary" style={{ left: box.x, top: box.y, width: box.width, height: box.height }}>
          <b>
            {node.label}
            <i>{node.boundary}</i>
          </b>
        </div>
      ))}
      <svg className="inner-lines" viewBox={`0 0 ${wiring.width} ${wiring.height}`} aria-hidden="true">
        {inner.map((path) => <path key={path} d={path} />)}
      </svg>
    </>
  );
}
