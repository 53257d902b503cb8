import '../playground/centred-popover.css';
import { buttonLook } from '../ui/button-look.ts';
import { Icon } from '../ui/icon.tsx';

interface DownloadProps {
  /** The pattern's code, the first file first. */
  readonly code: readonly string[];
  /** What stands beside it: its tests, and the clock that they run on. */
  readonly tests: readonly string[];
}

/** The file to take home; where the pattern has several, a list of them. */
export function Download({ code, tests }: DownloadProps) {
  const [only, ...others] = code;
  if (only !== undefined && others.length === 0) {
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

function FileLink({ name, className, children }: { readonly name: string; readonly className: string; readonly children: string }) {
  return (
    <a href={`/code/${name}`} download={name} className={className}>
      <Icon name="download" className="text-ink-2" />
      {children}
    </a>
  );
}
