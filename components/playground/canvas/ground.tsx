import type { WiringPlan } from './wiring-plan.ts';

/** What lies under the cards: the boundaries of processes, pods and groups, and the dotted lines inside them. A pod has its name on a button. */
export function Ground({ plan: { wiring, boundaries, inner } }: { readonly plan: WiringPlan }) {
  return (
    <>
      {boundaries.map(({ id, label, caption, kind, box }) => (
        <div key={id} className="boundary" data-kind={kind} style={{ left: box.x, top: box.y, width: box.width, height: box.height }}>
          {kind !== 'pod' && (
            <b>
              {label}
              <i>{caption}</i>
            </b>
          )}
        </div>
      ))}
      <svg className="inner-lines" viewBox={`0 0 ${wiring.width} ${wiring.height}`} aria-hidden="true">
        {inner.map((path) => <path key={path} d={path} />)}
      </svg>
    </>
  );
}
