import { useState } from 'react';
import type { FoundAt } from '../editor/findings-of.ts';
import type { RunOffer } from '../editor/run-offer.ts';
import { CodeIcon } from './code-icon.tsx';
import './code-status.css';

interface Props {
  readonly found: readonly FoundAt[];
  /** The file that is shown: a finding in another is told with its name. */
  readonly file: string;
  readonly offer: RunOffer;
  /** Why nothing can be said of the code, as a sentence; else ''. */
  readonly problem: string;
  readonly onGo: (found: FoundAt) => void;
}

/** The foot of the editor: what is wrong with the code and whether it runs all the same, or else how it stands to what runs. */
export function CodeStatus({ found, file, offer, problem, onGo }: Props) {
  const [wanted, setWanted] = useState(0);
  const index = Math.min(wanted, found.length - 1);
  const shown = found[index];
  if (shown === undefined) {
    return (
      <div className="code-status" id="code-status" aria-live="polite">
        <span className="code-runs" data-running={offer.isRunning ? '' : undefined}>{offer.says}</span>
        <span className="code-message">{problem}</span>
      </div>
    );
  }
  const { finding } = shown;
  const next = () => {
    const to = (index + 1) % found.length;
    setWanted(to);
    onGo(found[to]!);
  };
  return (
    <div className="code-status" id="code-status" aria-live="polite">
      <button type="button" className="code-problem" onClick={() => onGo(shown)}>
        <CodeIcon name="problem" />
        {shown.file === file ? '' : `${shown.file}.ts, `}{shown.file === file ? 'Line' : 'line'} {finding.line}
      </button>
      <span className="code-message" title={finding.message}>{finding.message}</span>
      {found.length > 1 && (
        <button type="button" className="code-next" aria-label={`Next problem; this is ${index + 1} of ${found.length}`} onClick={next}>
          {index + 1} of {found.length}
        </button>
      )}
      <span className="code-verdict">{verdict(finding.kind, offer)}</span>
    </div>
  );
}

function verdict(kind: FoundAt['finding']['kind'], { isRunning }: RunOffer): string {
  if (kind === 'stops') return 'The last good run stays';
  return isRunning ? 'Runs all the same' : 'Runs anyway';
}
