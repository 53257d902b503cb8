import type { RunResult } from '@/simulation/run.ts';
import type { ComparisonState } from '../../playground-comparison.ts';
import type { SendEvent } from '../../playground-event.ts';
import { press } from '../../press.ts';
import { comparisonWords } from './comparison-words.ts';

interface Props {
  readonly run: RunResult;
  readonly counterpart: RunResult | undefined;
  readonly comparison: ComparisonState;
  readonly send: SendEvent | undefined;
}

/** The switch between the two arms, and what differs between them in a sentence. */
export function ControlRow({ run, counterpart, comparison, send }: Props) {
  return (
    <div className="timeline-control timeline-gutter">
      <button type="button" role="switch" aria-checked={run.control} className="timeline-control-switch" {...press({ type: 'control.switched', isOn: !run.control }, send)}>
        <i aria-hidden="true" />
        Without the pattern
      </button>
      <p role="status">{comparisonWords(run, counterpart, comparison)}</p>
      {comparison !== 'off' && (
        <button type="button" className="timeline-control-end" {...press({ type: 'comparison.ended' }, send)}>
          Stop comparing
        </button>
      )}
    </div>
  );
}
