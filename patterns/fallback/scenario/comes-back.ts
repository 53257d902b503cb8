import type { Knobs, ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { watchPageCalls } from './watch-page-calls.ts';

/** How long the trials may take to bring recommendations back, in ms: one that a fault has spoilt, and then as many as are needed, each waiting for a page. */
function returnMs(knobs: Knobs): number {
  const gapMs = 8_000 / (knobs.arrivals as number);
  return ((knobs.returnAfter as number) + 2) * ((knobs.trialEveryMs as number) + gapMs) + (knobs.primaryTimeoutMs as number);
}

/** Liveness: this must happen within its time. */
export const comesBack: ScenarioPromise = {
  name: 'comes-back',
  kind: 'liveness',
  label: 'A primary that is well leads again',
  meaning: 'When the faults are over and shoppers keep coming, the trials bring recommendations back. A fallback that nobody leaves again is the new normal, and the worse one.',
  watch: (judge, knobs) => {
    let state = 'primary';
    let isOver = false;
    const owe = (row: TraceRow) => {
      if (isOver && state !== 'primary') judge.owe('return', returnMs(knobs), row, `Web asks recommendations last still, ${Math.round(returnMs(knobs) / 1000)} s after the last fault.`);
    };
    return {
      // A trial that is refused says nothing of recommendations, so the time begins anew.
      ...watchPageCalls({
        ended: (row, { level }, how) => void (level === 'recommendations' && how === 'forbidden' && owe(row)),
        stopped: (isDead) => {
          if (isDead) state = 'primary';
          judge.waiveAll();
        },
      }),
      'fallback.state': (row) => {
        state = row.data.to as string;
        if (state === 'primary') judge.paid('return');
        else if (row.data.reason === 'left') owe(row);
      },
      'fault.applied': () => {
        isOver = false;
        judge.waiveAll();
      },
      'faults.over': (row) => {
        isOver = true;
        owe(row);
      },
    };
  },
};
