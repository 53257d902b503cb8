import './canvas.css';
import type { ReactNode } from 'react';
import type { Topology } from '@/simulation/scenario.ts';

interface Props {
  readonly wirings: Topology['wirings'];
  readonly legend?: ReactNode;
  /** It shows the world without the pattern, and says so. */
  readonly isControl?: boolean;
  readonly children: ReactNode;
}

/** The dotted ground that a wiring stands on. It scales a wiring down where it is too narrow for it. One without a legend is to look at, so that it has no hint either. */
export function StageFrame({ wirings: { desk, portrait }, legend, isControl = false, children }: Props) {
  const sizes = {
    '--desk-width': `${desk.width}px`, '--desk-height': `${desk.height}px`,
    '--portrait-width': `${portrait.width}px`, '--portrait-height': `${portrait.height}px`,
  } as React.CSSProperties;
  return (
    <div className="stage" style={sizes}>
      {legend !== undefined && !isControl && <p className="hint needs-script">Choose a node or a link to break it.</p>}
      {legend}
      {isControl && <p className="stage-arm">Without the pattern</p>}
      {children}
    </div>
  );
}
