import type { Fault, FaultKind } from '@/simulation/fault.ts';

const percent = (ratio: number) => `${Math.round(ratio * 100)} %`;

/** A fault in a word or two, with its amount: the same in the menu, on the timeline and in the list of faults. */
export function faultWords(fault: Fault): string {
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

/** Icons by their lucide names. */
export const faultIcons: Readonly<Record<FaultKind, string>> = {
  crash: 'power-off', restart: 'rotate-cw', pause: 'snowflake', slow: 'turtle', fail: 'circle-x', skew: 'clock-alert',
  cut: 'unlink-2', delay: 'hourglass', drop: 'trash-2', duplicate: 'copy', reorder: 'shuffle',
};
