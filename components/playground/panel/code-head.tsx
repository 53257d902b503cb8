import type { ReactNode } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Icon } from '@/components/ui/icon.tsx';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { SendEvent } from '../playground-event.ts';
import { CodeIcon } from './code-icon.tsx';
import { eventOfVersion, VersionChoice } from './version-choice.tsx';

interface Props {
  readonly data: ScenarioData;
  /** The wrong version that runs, or ''. */
  readonly mutant: string;
  readonly file: string;
  /** The file's name, or the choice of one. */
  readonly children: ReactNode;
  readonly onEdit: () => void;
  /** Back to the reader's own code, where there is some. */
  readonly onBack: (() => void) | undefined;
  readonly send: SendEvent;
}

/** Which file, which version of it, and the ways to edit it and to take it home: the code as it is, never a wrong version. */
export function CodeHead({ data, mutant, file, children, onEdit, onBack, send }: Props) {
  return (
    <div className="code-head">
      {children}
      <VersionChoice data={data} mutant={mutant} send={send} />
      {mutant === '' ? (
        <span className="code-actions">
          <CopyButton look="small" href={`/code/${file}.ts`} icon={<Icon name="copy" size={14} />} label="Copy" />
          <a className={buttonLook.small} href={`/code/${file}.ts`} title="The file as it is, as plain text">Raw</a>
          <button type="button" className={buttonLook.outlinedSmall} onClick={onEdit}>
            <CodeIcon name="edit" />
            Edit
          </button>
        </span>
      ) : (
        <span className="code-actions">
          {onBack === undefined
            ? <button type="button" className={buttonLook.small} onClick={() => send(eventOfVersion(data, ''))}>Put it back</button>
            : <button type="button" className={buttonLook.outlinedSmall} onClick={onBack}>Back to your edit</button>}
        </span>
      )}
    </div>
  );
}
