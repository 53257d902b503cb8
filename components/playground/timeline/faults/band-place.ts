import type { CSSProperties } from 'react';
import type { FaultBand } from './fault-bands.ts';

/** Where a band lies, for its sheet: shares of the axis, and its row. */
export const bandPlace = ({ drawn: { from, to }, row }: FaultBand, durationUs: number): CSSProperties =>
  ({ '--from': `${(from / durationUs) * 100}%`, '--length': `${((to - from) / durationUs) * 100}%`, '--row': row }) as CSSProperties;
