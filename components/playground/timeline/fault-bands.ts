import { endMs, isLinkFault, type Fault } from '@/simulation/fault.ts';
import type { ScenarioData, Tone } from '@/simulation/scenario.ts';

/** A fault as it lies on the time axis. */
export interface FaultBand {
  /** Its place among the faults of the run. */
  readonly index: number;
  readonly label: string;
  /** The node or the link, by its label. */
  readonly target: string;
  readonly icon: string;
  readonly tone: Tone;
  /** Virtual microseconds. */
  readonly from: number;
  readonly to: number;
  /** Bands that overlap lie in rows of their own, from 0. */
  readonly row: number;
}

/** A band narrower than this share of the axis could not be read or pressed. */
const shareMin = 0.035;

export function faultBands(faults: readonly Fault[], data: ScenarioData, durationUs: number): readonly FaultBand[] {
  const labels = new Map(data.topology.nodes.map(({ id, label }) => [id, label]));
  const bands = faults.map((fault, index) => {
    const from = Math.min(durationUs, fault.atMs * 1000);
    const end = Math.min(durationUs, (endMs(fault, faults) ?? Infinity) * 1000);
    const to = Math.max(end, Math.min(durationUs, from + durationUs * shareMin));
    return { index, ...lookOf(fault), target: fault.target.split('>').map((id) => labels.get(id) ?? id).join(' to '), from: Math.min(from, to - durationUs * shareMin), to };
  });
  const rowEnds: number[] = [];
  return bands
    .toSorted((one, other) => one.from - other.from || one.index - other.index)
    .map((band) => {
      const free = rowEnds.findIndex((end) => end <= band.from);
      const row = free === -1 ? rowEnds.length : free;
      rowEnds[row] = band.to;
      return { ...band, row };
    });
}

const percent = (ratio: number) => `${Math.round(ratio * 100)} %`;

function lookOf(fault: Fault): Pick<FaultBand, 'label' | 'icon' | 'tone'> {
  const label = `${wordsOf(fault)}${isLinkFault(fault) ? wayOf(fault.direction) : ''}`;
  return { label, icon: icons[fault.kind], tone: fault.kind === 'crash' || fault.kind === 'cut' || fault.kind === 'fail' ? 'fail' : 'warn' };
}

function wordsOf(fault: Fault): string {
  switch (fault.kind) {
    case 'crash':
      return 'Crash';
    case 'restart':
      return 'Restart';
    case 'pause':
      return 'Freeze';
    case 'slow':
      return `Slow ×${fault.factor}`;
    case 'fail':
      return `Fail ${percent(fault.ratio)}`;
    case 'skew':
      return 'Skew clock';
    case 'cut':
      return 'Cut';
    case 'delay':
      return `Delay ${fault.ms} ms`;
    case 'drop':
      return `Lose ${percent(fault.ratio)}`;
    case 'duplicate':
      return `Repeat ${percent(fault.ratio)}`;
    case 'reorder':
      return `Reorder ${percent(fault.ratio)}`;
  }
}

const wayOf = (direction: 'there' | 'back' | 'both' | undefined): string => (direction === 'there' ? ', requests' : direction === 'back' ? ', replies' : '');

const icons: Readonly<Record<Fault['kind'], string>> = {
  crash: 'power-off', restart: 'rotate-cw', pause: 'snowflake', slow: 'turtle', fail: 'circle-x', skew: 'clock-alert',
  cut: 'unlink-2', delay: 'hourglass', drop: 'x', duplicate: 'copy', reorder: 'shuffle',
};
