import type { RunResult } from '@/simulation/run.ts';
import type { PromiseText, ScenarioData } from '@/simulation/scenario.ts';
import type { Moment } from '../timeline/moment.ts';
import { PromiseCell } from './promise-cell.tsx';
import { PromiseMark } from './promise-mark.tsx';
import { promiseStateAt, summaryText } from './promise-state.ts';

interface Props {
  readonly data: ScenarioData;
  readonly run: RunResult;
  readonly at: Moment;
}

/** Up to so many promises have a cell of two lines each; more share the room in single lines. */
const roomyMax = 4;

/** Three rows are enough for most; a fourth column has room for its labels where the instrument is at least 1160 px wide. */
const columnsOf = (count: number): string => {
  if (count <= roomyMax) return 'lg:auto-cols-fr lg:grid-flow-col';
  return count <= 9 ? 'lg:grid-cols-3' : 'lg:grid-cols-4 xl:grid-cols-3 min-[1438px]:grid-cols-4';
};

/** What the pattern promises, and how each promise stands at the playhead: a grid on a desk, one line that opens on a phone. */
export function PromiseStripPicture({ data, run, at }: Props) {
  const promises = promisesOf(data, run);
  const isRoomy = promises.length <= roomyMax;
  const isJudged = !run.control;
  return (
    <section aria-label="Promises">
      <ul className={`promises grid max-md:hidden md:max-lg:grid-cols-2 ${columnsOf(promises.length)}`}>
        {promises.map(({ text, report }) => (
          <PromiseCell key={text.name} text={text} report={report} isJudged={isJudged} isRoomy={isRoomy} at={at} />
        ))}
      </ul>
      <PromiseLine promises={promises} isJudged={isJudged} at={at} />
    </section>
  );
}

/** Without words there is nothing to show: a promise that the scenario does not describe is the kernel's own, and speaks for itself. */
function promisesOf({ promises }: ScenarioData, run: RunResult) {
  return run.promises.map((report) => ({
    report,
    text: promises.find(({ name }) => name === report.name) ?? { name: report.name, kind: report.kind, label: report.name, meaning: '' },
  }));
}

type Described = { readonly text: PromiseText; readonly report: RunResult['promises'][number] };

function PromiseLine({ promises, isJudged, at: At }: { readonly promises: readonly Described[]; readonly isJudged: boolean; readonly at: Moment }) {
  const reports = promises.map(({ report }) => report);
  return (
    <details className="group md:hidden">
      <summary className="flex min-h-11 list-none items-center gap-1 px-4 py-2 [&::-webkit-details-marker]:hidden">
        <span className="flex flex-1 flex-wrap items-center gap-1">
          {promises.map(({ text, report }) => (
            <At key={text.name} read={(at) => promiseStateAt(report, at).status}>
              {(status) => <PromiseMark status={status} />}
            </At>
          ))}
          <At read={(at) => summaryText(reports, at, isJudged)}>{(summary) => <b className={`pl-1.5 text-[13px] font-[560] ${summary.endsWith('broken') ? 'text-fail-text' : ''}`}>{summary}</b>}</At>
          {promises.length <= roomyMax && <span className="text-[12.5px] text-ink-3 group-open:hidden">see each one</span>}
        </span>
        <svg className="flex-none text-ink-3 group-open:rotate-180" width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
          <path d="m6 9 6 6 6-6" />
        </svg>
      </summary>
      <ul className="border-t border-line">
        {promises.map(({ text, report }) => (
          <PromiseCell key={text.name} text={text} report={report} isJudged={isJudged} isRoomy isOpen at={At} />
        ))}
      </ul>
    </details>
  );
}
