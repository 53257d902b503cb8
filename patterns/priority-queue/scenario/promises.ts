import type { ScenarioPromise } from '../../../simulation/scenario.ts';

/** Judged from what the network carried, not from what the code counts. */
export const promises: readonly ScenarioPromise[] = [
  {
    name: 'within-the-limit',
    kind: 'safety',
    label: 'Stock gets no more than the limit',
    meaning: 'In no window do more calls leave web for stock than the limit says, however many shoppers ask.',
    watch: (judge, knobs) => {
      const limit = knobs.limit as number;
      // The code adds up fractions of ms, so a call may leave the window a µs early.
      const windowUs = (knobs.windowMs as number) * 1000 - 1;
      let sent: readonly number[] = [];
      return {
        'request.started': (row) => {
          if (row.node !== 'web') return;
          sent = [...sent.filter((at) => row.at - at < windowUs), row.at];
          if (sent.length > limit) judge.broken(row, `Web sent call ${sent.length} of a window to stock; ${limit} are allowed.`);
          else judge.held();
        },
      };
    },
  },
];
