import { useSyncExternalStore } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import type { CodePlace } from '../editor/edit-session.ts';
import type { InstrumentView } from '../instrument-view.ts';
import { CodeOfRun } from './code-of-run.tsx';
import { codeViewStoreOf } from './code-view-store.ts';
import './code.css';

export interface CodePaneProps extends Pick<InstrumentView, 'data' | 'run' | 'playhead' | 'settings' | 'hasFailed' | 'blame' | 'send'> {
  /** A line that was asked for elsewhere; another object each time. */
  readonly codeAt: CodePlace | undefined;
}

/** The pattern's real file. It is fetched when the pane is first opened. */
export function CodePane(props: CodePaneProps) {
  const { slug, code } = props.data;
  const store = codeViewStoreOf(slug);
  const state = useSyncExternalStore(store.subscribe, store.get, store.get);
  if (state.status === 'stands') return <CodeOfRun {...props} view={state.part} />;
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
