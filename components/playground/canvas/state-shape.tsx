import type { SmallShape } from '@/simulation/meter.ts';

/** The small shape of a state, so that its colour is never alone. */
export function StateShape({ shape }: { readonly shape: SmallShape }) {
  return (
    <svg className="state-shape" viewBox="0 0 10 10" aria-hidden="true">
      {shapeDrawings[shape]}
    </svg>
  );
}

/** In a box of 10 by 10. */
export const shapeDrawings: Record<SmallShape, React.ReactNode> = {
  dot: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  half: (
    <>
      <path d="M5 1a4 4 0 0 0 0 8Z" fill="currentColor" />
      <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.2" />
    </>
  ),
  square: <rect x="1.5" y="1.5" width="7" height="7" fill="none" stroke="currentColor" strokeWidth="2" />,
  triangle: <path d="M5 .8 9.4 9H.6Z" fill="currentColor" />,
  ring: <circle cx="5" cy="5" r="3.4" fill="none" stroke="currentColor" strokeWidth="2" />,
  cross: <path d="M1.8 1.8 8.2 8.2M8.2 1.8 1.8 8.2" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
};
