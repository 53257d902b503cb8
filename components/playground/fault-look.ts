import type { Fault, FaultKind } from '@/simulation/fault.ts';
import { ownIcons } from './own-icons.ts';

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
    case 'stop':
      return 'Stop';
    case 'evict':
      return 'Evict';
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

/** Icons, by their paths. */
export const faultIcons: Readonly<Record<FaultKind, string>> = {
  crash: ownIcons['power-off'], restart: ownIcons['rotate-cw'], pause: ownIcons.snowflake, slow: ownIcons.turtle, fail: ownIcons['circle-x'], skew: ownIcons['clock-alert'],
  stop: ownIcons['circle-stop'], evict: ownIcons['log-out'],
  cut: ownIcons['unlink-2'], delay: ownIcons.hourglass, drop: ownIcons['trash-2'], duplicate: ownIcons.copy, reorder: ownIcons.shuffle,
};
