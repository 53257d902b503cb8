import type { ReactNode } from 'react';
import '../playground/centred-popover.css';
import { buttonLook } from '../ui/button-look.ts';
import { Icon } from '../ui/icon.tsx';
import { FileLink } from './file-link.tsx';

interface DownloadProps {
  /** The pattern's code, the first file first. */
  readonly code: readonly string[];
  /** What stands beside it: its tests, and the clock that they run on. */
  readonly tests: readonly string[];
  /** Files for platforms, where the pattern has some. */
  readonly platforms?: ReactNode;
}

/** The file to take home; where the pattern has several, a list of them. */
export function Download({ code, tests, platforms }: DownloadProps) {
  const [only, ...others] = code;
  if (only !== undefined && others.length === 0 && platforms === undefined) {
    return (
      <FileLink name={only} className={buttonLook.outlined}>
        Download
      </FileLink>
    );
  }
  return (
    <div className="flex">
      <button type="button" className={`${buttonLook.outlined} max-md:h-full max-md:flex-1`} popoverTarget="files" aria-haspopup="dialog">
        <Icon name="download" className="text-ink-2" />
        Download
      </button>
      <dialog id="files" popover="auto" className="centred-popover" aria-labelledby="files-title">
        <header className="mb-2.5 flex items-center justify-between">
          <h3 id="files-title">Files to take home</h3>
          <button type="button" popoverTarget="files" popoverTargetAction="hide" className={buttonLook.icon} aria-label="Close">
            <Icon name="x" />
          </button>
        </header>
        <Files title="Code" names={code} />
        <Files title="Tests, and the clock that they run on" names={tests} />
        {platforms}
      </dialog>
    </div>
  );
}

function Files({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  return (
    <>
      <h4 className="mt-3 text-ink-3">{title}</h4>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <FileLink name={name} className="mono flex items-center gap-2 rounded-sm py-1.5 hover:underline">
              {name}
            </FileLink>
          </li>
        ))}
      </ul>
    </>
  );
}
