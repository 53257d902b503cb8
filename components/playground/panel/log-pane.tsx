import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { linesUpTo, logOf, newestLines } from '@/simulation/views/log.ts';
import type { SendEvent } from '../playground-event.ts';
import type { Moment } from '../timeline/moment.ts';
import { preciseSeconds } from '../timeline/time-text.ts';

const linesMax = 200;

/** What happened up to the playhead, newest first. A line goes to its moment. */
export function LogPane({ data, run, at: At, send }: { readonly data: ScenarioData; readonly run: RunResult; readonly at: Moment; readonly send: SendEvent }) {
  const log = logOf(run, data);
  return (
    <table className="log">
      <caption className="sr-only">What happened up to the playhead, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Where</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <At read={(at) => linesUpTo(log, at)}>
        {(count) => (
          <tbody>
            {newestLines(log, count, linesMax).map(({ row, at, where, tone, text }) => (
              <tr key={row}>
                <td>
                  <button type="button" className="num" title="Go to this moment" onClick={() => send({ type: 'playhead.moved', to: at })}>
                    {preciseSeconds(at)}
                  </button>
                </td>
                <td>{where}</td>
                <td data-tone={tone}>{text}</td>
              </tr>
            ))}
          </tbody>
        )}
      </At>
    </table>
  );
}
