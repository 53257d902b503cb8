import type { SmallShape } from '@/simulation/meter.ts';
import type { LogFrame, LogMark } from '@/simulation/views/meters/log.ts';
import { StateShape } from '../state-shape.tsx';
import { Cells } from './cells-meter.tsx';
import { Reading } from './reading.tsx';

/** Positions are told apart by shape, in their order. */
const shapes: readonly SmallShape[] = ['triangle', 'ring', 'square', 'half', 'dot'];
const shapeOf = (index: number): SmallShape => shapes[index % shapes.length] ?? 'dot';

/** The newest entries of a log, and beneath it how far each reader has come. */
export function LogMeter({ meter: { label, text, cells, positions } }: { readonly meter: LogFrame }) {
  return (
    <>
      <Reading label={label} text={text} />
      <Cells cells={cells} />
      <span className="log-marks">
        {positions.map((position, index) => position.at !== undefined && <Mark key={index} position={position} share={position.at / cells.length} shape={shapeOf(index)} />)}
      </span>
      {positions.map((position, index) => (
        <span key={index} className="log-position" data-tone={position.tone}>
          <Reading label={<><StateShape shape={shapeOf(index)} />{position.label}</>} text={position.text} />
        </span>
      ))}
    </>
  );
}

function Mark({ position: { tone, isBefore }, share, shape }: { readonly position: LogMark; readonly share: number; readonly shape: SmallShape }) {
  return (
    <i data-tone={tone} data-before={isBefore || undefined} style={{ left: `${Math.round(share * 1000) / 10}%` }}>
      <StateShape shape={shape} />
    </i>
  );
}
