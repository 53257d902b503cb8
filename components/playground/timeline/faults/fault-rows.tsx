import type { CSSProperties, ReactNode } from 'react';
import type { Fault } from '@/simulation/fault.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { bandPlace } from './band-place.ts';
import { BandWords } from './band-words.tsx';
import { bandTimes, faultBands, type FaultBand } from './fault-bands.ts';
import './faults.css';

/** There is always room for two rows, so that a second fault does not move what lies below. */
const rowsMin = 2;

/** The frame of the bands: their heading in the gutter, and as many rows as they take. */
export function FaultRows({ bands, gutter, children }: { readonly bands: readonly FaultBand[]; readonly gutter?: ReactNode; readonly children: ReactNode }) {
  const rows = Math.max(rowsMin, ...bands.map(({ row }) => row + 1));
  return (
    <div className="timeline-row timeline-faults" style={{ '--rows': rows } as CSSProperties}>
      <div className="timeline-gutter">
        <span>Faults</span>
        {gutter}
      </div>
      <ul className="timeline-plot" aria-label="Faults">
        {bands.length === 0 && <li className="fault-none">none</li>}
        {children}
      </ul>
    </div>
  );
}

/** The bands as they are drawn where nothing can be done with them yet. */
export function StillFaultRows({ data, faults, durationUs }: { readonly data: ScenarioData; readonly faults: readonly Fault[]; readonly durationUs: number }) {
  const bands = faultBands(faults, data, durationUs);
  return (
    <FaultRows bands={bands}>
      {bands.map((band) => (
        <li key={band.index} className="fault" data-tone={band.tone} style={bandPlace(band, durationUs)}>
          <div className="fault-band" data-lasts={band.lasts}>
            <BandWords band={band} />
            <span className="sr-only">, {bandTimes(band)}</span>
          </div>
        </li>
      ))}
    </FaultRows>
  );
}
