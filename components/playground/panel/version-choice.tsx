import type { ScenarioData } from '@/simulation/scenario.ts';
import type { PlaygroundEvent, SendEvent } from '../playground-event.ts';

interface Props {
  readonly data: ScenarioData;
  /** The wrong version that runs, or ''. */
  readonly mutant: string;
  /** The reader's own code runs. */
  readonly isEdited?: boolean;
  readonly send: SendEvent;
}

/** Which version of the code runs. */
export const VersionChoice = ({ data, mutant, isEdited = false, send }: Props) => (
  <select className="tweak-select code-version" aria-label="Version" data-wrong={mutant === '' ? undefined : ''} value={mutant} onChange={({ target }) => send(eventOfVersion(data, target.value))}>
    <option value="">{isEdited ? 'Your edit' : asItIs(data.mutants.length)}</option>
    <optgroup label="Wrong versions">
      {data.mutants.map(({ name, label }) => (
        <option key={name} value={name}>{label}</option>
      ))}
    </optgroup>
  </select>
);

const asItIs = (wrong: number): string => (wrong === 0 ? 'As it is' : `As it is (${wrong} wrong version${wrong === 1 ? '' : 's'})`);

/** A wrong version is chosen with the break that shows it, so that experiment and seed fit. */
export function eventOfVersion({ breaks }: ScenarioData, mutant: string): PlaygroundEvent {
  const shown = mutant === '' ? undefined : breaks.find((each) => each.mutant === mutant);
  return shown === undefined ? { type: 'mutant.chosen', name: mutant } : { type: 'break.chosen', name: shown.name };
}
