import type { RunResult } from '@/simulation/run.ts';
import type { SendEvent } from '../../playground-event.ts';
import { press } from '../../press.ts';

/** Turns to the world without the pattern, and back. */
export function ControlSwitch({ run, send }: { readonly run: RunResult; readonly send: SendEvent | undefined }) {
  return (
    <button type="button" role="switch" aria-checked={run.control} className="control-switch" title="The same arrivals and faults, in a world that does not have the pattern" {...press({ type: 'control.switched', isOn: !run.control }, send)}>
      Without the pattern
      <span className="control-knob" aria-hidden="true" />
    </button>
  );
}
