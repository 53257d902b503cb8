import { memo } from 'react';
import { newestLines, type Log, type LogLine } from '@/simulation/views/log.ts';
import type { SendEvent } from '../playground-event.ts';
import { preciseSeconds } from '../timeline/time-text.ts';

interface Props {
  readonly log: Log;
  /** How many of its lines are shown, from the start of the run on; of these the last `most`. */
  readonly count: number;
  readonly most: number;
  readonly send: SendEvent;
}

export function LogTable({ log, count, most, send }: Props) {
  return (
    <table className="log">
      <caption className="sr-only">What happened up to the playhead, newest first. What comes later is left out until the playhead gets there.</caption>
      <thead>
        <tr>
          <th scope="col">
            Time<span className="sr-only"> in seconds</span>
          </th>
          <th scope="col">Where</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        {newestLines(log, count, most).map((line) => (
          <LogRow key={line.row} line={line} send={send} />
        ))}
        {count === 0 && (
          <tr className="log-none">
            <td colSpan={3}>Nothing of this kind has happened yet.</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** The whole row is its button. A row never changes, so it is drawn once. */
const LogRow = memo(function LogRow({ line: { at, where, tone, text, cause }, send }: { readonly line: LogLine; readonly send: SendEvent }) {
  return (
    <tr data-cause={cause > 0 ? '' : undefined}>
      <td>
        <button type="button" className="num" title="Go to this moment" onClick={() => send({ type: 'playhead.moved', to: at })}>
          {preciseSeconds(at)}
        </button>
      </td>
      <td>{where}</td>
      <td data-tone={cause > 0 ? undefined : tone}>
        {cause > 0 && (
          <b className="cause-number">
            <span className="sr-only">Cause </span>
            {cause}
          </b>
        )}
        {text}
      </td>
    </tr>
  );
});
