import type { RunResult } from '@/simulation/run.ts';
import type { ComparisonState } from '../../playground-comparison.ts';
import type { SendEvent } from '../../playground-event.ts';
import { press } from '../../press.ts';
import { comparisonWords } from './comparison-words.ts';
import { ControlSwitch } from './control-switch.tsx';

interface Props {
  readonly run: RunResult;
  readonly counterpart: RunResult | undefined;
  readonly comparison: ComparisonState;
  readonly send: SendEvent | undefined;
}

/** What differs between the two arms, in a sentence. On a phone, whose axis has no room for the switch, it is here. */
export function ControlRow({ run, counterpart, comparison, send }: Props) {
  return (
    <div className="timeline-gutter control-row" data-comparison={comparison}>
      <ControlSwitch run={run} send={send} />
      <output>{comparisonWords(run, counterpart, comparison)}</output>
      {comparison !== 'off' && (
        <button type="button" className="control-end" {...press({ type: 'comparison.ended' }, send)}>
          Stop comparing
        </button>
      )}
    </div>
  );
}
