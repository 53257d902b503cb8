import { useLayoutEffect, useMemo, useRef } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import { DraftNotice } from '../drafts/draft-notice.tsx';
import { findingsOf } from '../editor/findings-of.ts';
import { originalCode } from '../editor/original-code.ts';
import { runOffer } from '../editor/run-offer.ts';
import { CodeHead } from './code-head.tsx';
import { hitToShow, lastHit } from './code-hits.ts';
import { CodeListing, lineAtTop, showRow } from './code-listing.tsx';
import { CodeMore } from './code-more.tsx';
import { CodeNotes } from './code-notes.tsx';
import type { CodePaneProps } from './code-pane.tsx';
import { changesOf, codeRows, firstRow, hunksIn, placedLines, rowOfLine, type PlacedLine } from './code-rows.ts';
import { CodeStatus } from './code-status.tsx';
import type { CodeView } from './code-view.ts';
import { EditHead } from './edit-head.tsx';
import { FileChoice } from './file-choice.tsx';
import { mutantEdits } from './mutant-edits.ts';
import { ranText } from './ran-text.ts';
import { useWrittenCode } from './use-written-code.ts';

/**
 * The code that ran, as it is or with what the chosen wrong version changes; or else the editor with the reader's own, in whose place the
 * listing stands until it has come. Lines that decide something are lit as they run.
 */
export function CodeOfRun({ data, run, playhead, settings, hasFailed, blame, codeAt, send, view }: CodePaneProps & { readonly view: CodeView }) {
  const { mutant } = run;
  const code = useWrittenCode(data, settings, mutant);
  const { desk, session, check, part, written, looks, isEdited, showsEditor, checked, editor } = code;
  useLayoutEffect(() => session.follow(codeAt, mutant), [session, codeAt, mutant]);
  const pane = useRef<HTMLDivElement>(null);
  const files = data.code;
  const changed = showsEditor ? Object.keys(written.edits) : changesOf(view, mutant).map((change) => change.file);
  const file = looks.file || (files.find((name) => changed.includes(name)) ?? files[0]!);

  const rowsByFile = useMemo(() => new Map(view.files.map((each) => [each.file, codeRows(each.lines, hunksIn(view, mutant, each.file))])), [view, mutant]);
  const rows = rowsByFile.get(file) ?? [];
  const placed = useMemo(() => placedLines(view, rowsByFile, run.decisive), [view, rowsByFile, run.decisive]);
  const here = placed.filter((line) => line.file === file);
  const blamed = blame?.isToBlame === true ? blame : undefined;
  const original = written.originals?.[file] ?? '';
  const ran = useMemo(() => ranText(view, run, file, original, blamed), [view, run, file, original, blamed]);

  const found = findingsOf(checked, written, file);
  const offer = runOffer({ edits: written.edits, settings, run, hasFailed, found });
  const canRun = offer.refusal === '';
  const onRun = () => {
    if (canRun) send({ type: 'code.run', edits: desk.get().edits });
  };
  const goTo = (at: readonly number[]) => {
    const to = hitToShow(at, playhead.get());
    if (to !== undefined) send({ type: 'playhead.moved', to });
  };
  const scroller = () => pane.current?.querySelector<HTMLElement>('.code-scroll') ?? null;
  const show = (line: PlacedLine) => {
    session.become({ file: line.file });
    showRow(scroller(), line.row, 'nearest');
    goTo(line.at);
  };
  const load = async () => {
    session.become({ isOpen: true, leftVersion: mutant });
    const originals = await originalCode(files);
    desk.bring(originals);
    desk.show(mutantEdits(view, originals, mutant), 'mutant');
    const [first] = changesOf(view, mutant);
    if (first !== undefined) session.become({ file: first.file, goTo: { file: first.file, line: (first.hunks[0]?.at ?? 0) + 1 } });
  };
  const name = <FileChoice files={files} file={file} edits={written.edits} onFile={(chosen) => session.become({ file: chosen })} />;
  const more = <CodeMore data={data} settings={settings} file={file} placed={placed} playhead={playhead} onLine={show} send={send} />;
  const stands = showsEditor && editor.status === 'stands' ? editor.part : undefined;
  return (
    <div ref={pane} className="code-pane">
      {showsEditor ? (
        <EditHead code={code} offer={offer} more={more} onRun={onRun}>{name}</EditHead>
      ) : (
        <CodeHead
          data={data} mutant={mutant} file={file} send={send}
          onEdit={() => session.become({ isOpen: true, takesFocus: true, opensAt: lineAtTop(scroller()) })}
          onBack={isEdited ? () => session.become({ leftVersion: mutant, takesFocus: true }) : undefined}
        >
          {name}
        </CodeHead>
      )}
      {(showsEditor || mutant === '') && <DraftNotice slug={data.slug} />}
      {showsEditor && editor.status === 'failed' && (
        <p className="code-missing" role="alert">
          The editor could not be fetched. <button type="button" className={buttonLook.outlinedSmall} onClick={part.ask}>Try again</button>
        </p>
      )}
      {stands === undefined ? (
        <CodeListing
          key={`${file} ${mutant}`} code={{ file, rows, colors: view.colors }} playhead={playhead} goTo={looks.goTo?.file === file ? looks.goTo : undefined} onPress={(line) => goTo(line.at)}
          marks={{ placed: showsEditor && isEdited ? [] : here, cause: blamed?.place.file === file && blamed.kind === 'wrong version' ? { row: rowOfLine(rows, blamed.place.line), number: blamed.number } : undefined }}
          opensAt={() => firstRow(rows, here, (at) => lastHit(at, playhead.get()))}
        />
      ) : (
        <stands.EditorHost
          slug={data.slug} check={check} playhead={playhead} shown={{ ...looks, file, ran }}
          handlers={{ onRun, onLetter: (line) => goTo(line.at), onFocused: () => session.become({ takesFocus: false }) }}
        />
      )}
      {showsEditor ? (
        <CodeStatus found={found} file={file} offer={offer} problem={checked.problem} onGo={({ file: where, finding: { line } }) => session.become({ file: where, goTo: { file: where, line } })} />
      ) : (
        <CodeNotes data={data} mutant={mutant} placed={placed} playhead={playhead} onPress={show} onLoad={() => void load().catch(() => undefined)} />
      )}
    </div>
  );
}
