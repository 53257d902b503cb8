import { useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import type { InstrumentView } from '../instrument-view.ts';
import { CodeHead } from './code-head.tsx';
import { hitToShow, lastHit } from './code-hits.ts';
import { CodeListing, showRow } from './code-listing.tsx';
import { CodeNotes } from './code-notes.tsx';
import { changesOf, codeRows, firstRow, hunksIn, placedLines, type PlacedLine } from './code-rows.ts';
import { codeViewStoreOf } from './code-view-store.ts';
import type { CodeView } from './code-view.ts';
import './code.css';

type CodePaneProps = Pick<InstrumentView, 'data' | 'run' | 'playhead' | 'settings' | 'send'>;

/** The pattern's real file. It is fetched when the pane is first opened. */
export function CodePane(props: CodePaneProps) {
  const { slug, code } = props.data;
  const store = codeViewStoreOf(slug);
  const state = useSyncExternalStore(store.subscribe, store.get, store.get);
  if (state.status === 'stands') return <CodeOfRun {...props} view={state.view} />;
  if (state.status === 'loading') return <output className="code-wait">The code is on its way.</output>;
  return (
    <div className="code-wait" role="alert">
      <p>The code could not be fetched. Check the connection, then try again.</p>
      <p className="mt-2.5 flex items-center gap-3">
        <button type="button" className={buttonLook.outlined} onClick={store.ask}>Try again</button>
        <a className="panel-link" href={`/code/${code[0]}.ts`}>The file as plain text</a>
      </p>
    </div>
  );
}

/** The code that ran: as it is, or with what the chosen wrong version changes. Lines that decide something are lit as they run. */
function CodeOfRun({ data, run, playhead, settings, send, view }: CodePaneProps & { readonly view: CodeView }) {
  const { mutant } = run;
  const [chosen, setChosen] = useState({ mutant, file: '' });
  const file = (chosen.mutant === mutant && chosen.file) || changesOf(view, mutant)[0]?.file || (view.files[0]?.file ?? '');
  const rowsByFile = useMemo(() => new Map(view.files.map((each) => [each.file, codeRows(each.lines, hunksIn(view, mutant, each.file))])), [view, mutant]);
  const placed = useMemo(() => placedLines(view, rowsByFile, run.decisive), [view, rowsByFile, run.decisive]);
  const pane = useRef<HTMLDivElement>(null);
  const rows = rowsByFile.get(file) ?? [];
  const here = placed.filter((line) => line.file === file);
  const goTo = (line: PlacedLine) => {
    const to = hitToShow(line.at, playhead.get());
    if (to !== undefined) send({ type: 'playhead.moved', to });
  };
  const show = (line: PlacedLine) => {
    setChosen({ mutant, file: line.file });
    showRow(pane.current?.querySelector<HTMLElement>('.code-scroll') ?? null, line.row, 'nearest');
    goTo(line);
  };
  return (
    <div ref={pane} className="code-pane">
      <CodeHead data={data} settings={settings} files={view.files.map((each) => each.file)} file={file} onFile={(name) => setChosen({ mutant, file: name })} send={send} />
      <CodeListing
        key={`${file} ${mutant}`} file={file} rows={rows} colors={view.colors} placed={here} playhead={playhead} onPress={goTo}
        opensAt={() => firstRow(rows, here, (at) => lastHit(at, playhead.get()))}
      />
      <CodeNotes data={data} mutant={mutant} placed={placed} playhead={playhead} onPress={show} />
    </div>
  );
}
