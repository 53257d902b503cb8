import { useCallback, useMemo, useState } from 'react';
import { filteredLog, noFilter, type LogFilter } from '@/simulation/views/log-filter.ts';
import { linesUpTo, logOf } from '@/simulation/views/log.ts';
import { usePlayheadValue } from '../canvas/use-playhead-value.ts';
import type { InstrumentView } from '../instrument-view.ts';
import './log.css';
import { LogFilters } from './log-filters.tsx';
import { LogTable } from './log-table.tsx';
import { steadyPlayhead } from './steady-playhead.ts';

interface Props extends Pick<InstrumentView, 'data' | 'run' | 'playhead' | 'send'> {
  readonly filter: LogFilter;
  readonly setFilter: (filter: LogFilter) => void;
}
/** So many lines stand at first, and are added by each “Show more”. */
const linesAtOnce = 200;
/** While playing, the table is drawn anew four times a second. */
const everyMs = 250;

/** What happened up to the playhead, newest first: what the diagram and the charts draw, in words and figures. A line goes to its moment. */
export function LogPane({ data, run, playhead, send, filter, setFilter }: Props) {
  const log = useMemo(() => filteredLog(logOf(run, data), filter), [run, data, filter]);
  const steady = useMemo(() => steadyPlayhead(playhead, everyMs), [playhead]);
  const count = usePlayheadValue(steady, useCallback((at) => linesUpTo(log, at), [log]));
  const [most, setMost] = useState(linesAtOnce);
  const isFiltered = Object.values(filter).some((asked) => asked !== '');
  return (
    <>
      <LogFilters data={data} knobs={run.knobs} filter={filter} setFilter={setFilter} />
      <p className="log-note">
        <span>
          <span className="num">{count.toLocaleString('en-US')}</span> {count === 1 ? 'line' : 'lines'} up to the playhead, newest first
        </span>
        {isFiltered && (
          <button type="button" className="panel-link" onClick={() => setFilter(noFilter)}>
            Show all
          </button>
        )}
      </p>
      <LogTable log={log} count={count} most={most} send={send} />
      {count > most && (
        <button type="button" className="panel-link log-more" onClick={() => setMost(most + linesAtOnce)}>
          Show {Math.min(linesAtOnce, count - most)} more
        </button>
      )}
    </>
  );
}
