import { useCallback } from 'react';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { usePlayheadValue } from '../canvas/use-playhead-value.ts';
import type { Playhead } from '../playhead.ts';
import { preciseSeconds } from '../timeline/time-text.ts';
import { hitsAt, lastHit } from './code-hits.ts';
import type { PlacedLine } from './code-rows.ts';
import './code-notes.css';

interface Props {
  readonly data: ScenarioData;
  /** The wrong version that ran, or ''. */
  readonly mutant: string;
  readonly placed: readonly PlacedLine[];
  readonly playhead: Playhead;
  readonly onPress: (line: PlacedLine) => void;
  /** Makes the wrong version the reader's own code. */
  readonly onLoad?: (() => void) | undefined;
}

/** What a wrong version stands for, and the decisive lines in words. A press on one goes to the last time that it ran. */
export function CodeNotes({ data, mutant, placed, playhead, onPress, onLoad }: Props) {
  return (
    <div className="code-notes">
      {mutant !== '' && <WrongVersion data={data} mutant={mutant} onLoad={onLoad} />}
      {placed.length > 0 && (
        <>
          <h3 className="panel-heading">Lines that decide</h3>
          <ul>
            {placed.map((line) => (
              <li key={line.label}>
                {line.isLost ? <LostLine line={line} /> : <DecisiveButton line={line} playhead={playhead} onPress={onPress} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function WrongVersion({ data, mutant, onLoad }: Pick<Props, 'data' | 'mutant' | 'onLoad'>) {
  const wrong = data.mutants.find(({ name }) => name === mutant);
  const broken = data.breaks.find((each) => each.mutant === mutant)?.promise;
  const promise = data.promises.find(({ name }) => name === broken);
  if (wrong === undefined) return null;
  return (
    <section className="code-wrong" aria-label="The wrong version">
      <p>
        <b>{wrong.label}.</b> {wrong.standsFor}{' '}
        {wrong.reference && <a href={wrong.reference.url} rel="noreferrer">{wrong.reference.title}</a>}
      </p>
      <p className="text-ink-3">
        {promise && <>Breaks “{promise.label}”. </>}
        <button type="button" className="panel-link" onClick={onLoad}>Load as an edit</button>
      </p>
    </section>
  );
}

function DecisiveButton({ line, playhead, onPress }: { readonly line: PlacedLine } & Pick<Props, 'playhead' | 'onPress'>) {
  const { at, letter, label } = line;
  const { count, lit, last } = usePlayheadValue(playhead, useCallback((now) => ({ ...hitsAt(at, now), last: lastHit(at, now) }), [at]));
  return (
    <button type="button" className="code-note" data-lit={lit} disabled={at.length === 0} onClick={() => onPress(line)}>
      <span className="code-letter" aria-hidden="true">{letter}</span>
      <span>{label}</span>
      {count === 0 ? <span>{at.length === 0 ? 'not in this run' : 'not yet'}</span> : <span className="num">×{count}</span>}
      <span className="num">{last !== undefined && `${preciseSeconds(last)} s`}</span>
    </button>
  );
}

const LostLine = ({ line: { letter, label } }: { readonly line: PlacedLine }) => (
  <span className="code-note" data-lost="">
    <span className="code-letter" aria-hidden="true">{letter}</span>
    <span>{label}</span>
    <span>not in this version</span>
  </span>
);
