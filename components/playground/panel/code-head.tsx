import type { ChangeEvent } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Icon } from '@/components/ui/icon.tsx';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { PlaygroundEvent, SendEvent } from '../playground-event.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';

interface Props {
  readonly data: ScenarioData;
  readonly settings: PlaygroundSettings;
  readonly files: readonly string[];
  readonly file: string;
  readonly onFile: (file: string) => void;
  readonly send: SendEvent;
}

/** Which file, which version of it, and the way to take it home: the code as it is, never a wrong version. */
export function CodeHead({ data, settings: { mutant }, files, file, onFile, send }: Props) {
  const choose = ({ target }: ChangeEvent<HTMLSelectElement>) => send(eventOfVersion(data, target.value));
  return (
    <div className="code-head">
      {files.length > 1 ? (
        <select className="tweak-select mono" aria-label="File" value={file} onChange={({ target }) => onFile(target.value)}>
          {files.map((name) => (
            <option key={name} value={name}>{name}.ts</option>
          ))}
        </select>
      ) : (
        <span className="code-file mono">{file}.ts</span>
      )}
      <select className="tweak-select code-version" aria-label="Version" data-wrong={mutant === '' ? undefined : ''} value={mutant} onChange={choose}>
        <option value="">{asItIs(data.mutants.length)}</option>
        <optgroup label="Wrong versions">
          {data.mutants.map(({ name, label }) => (
            <option key={name} value={name}>{label}</option>
          ))}
        </optgroup>
      </select>
      <span className="code-actions">
        {mutant !== '' && (
          <button type="button" className={buttonLook.small} onClick={() => send(eventOfVersion(data, ''))}>Put it back</button>
        )}
        {mutant === '' && <CopyButton look="small" href={`/code/${file}.ts`} icon={<Icon name="copy" size={14} />} label="Copy" />}
        <a className={buttonLook.small} href={`/code/${file}.ts`} title="The file as it is, as plain text">Raw</a>
      </span>
    </div>
  );
}

const asItIs = (wrong: number): string => (wrong === 0 ? 'As it is' : `As it is (${wrong} wrong version${wrong === 1 ? '' : 's'})`);

/** A wrong version is chosen with the break that shows it, so that experiment and seed fit. */
function eventOfVersion({ breaks }: ScenarioData, mutant: string): PlaygroundEvent {
  const shown = mutant === '' ? undefined : breaks.find((each) => each.mutant === mutant);
  return shown === undefined ? { type: 'mutant.chosen', name: mutant } : { type: 'break.chosen', name: shown.name };
}
