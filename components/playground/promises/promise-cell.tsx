import type { PromiseReport } from '@/simulation/run.ts';
import type { PromiseText } from '@/simulation/scenario.ts';
import type { Moment } from '../timeline/moment.ts';
import { PromiseMark } from './promise-mark.tsx';
import { promiseStateAt, promiseText, shortPromiseText } from './promise-state.ts';
import './promises.css';

interface Props {
  readonly text: PromiseText;
  readonly report: PromiseReport;
  readonly at: Moment;
  /** A run without the pattern is not held to its promises. */
  readonly isJudged: boolean;
  /** Two lines rather than one. */
  readonly isRoomy: boolean;
  /** The meaning stands beneath, in place of appearing over the page. */
  readonly isOpen?: boolean;
}

const when = {
  safety: 'Checked after every event.',
  liveness: 'Has to come true within a bound, once the faults are over.',
};

/** A promise and how it stands. What it means appears when it is pointed at, pressed or has the focus. */
export function PromiseCell({ text, report, at: At, isJudged, isRoomy, isOpen = false }: Props) {
  const meaning = (
    <>
      {text.meaning} <span className="text-ink-3">{when[text.kind]}</span>
    </>
  );
  const id = `promise-${text.name}`;
  return (
    <At read={(at) => promiseStateAt(report, at).status}>
      {(status) => (
        <li className="promise" data-status={status} data-roomy={isRoomy ? '' : undefined}>
          {isOpen ? (
            <div className="promise-line">
              <Line text={text} report={report} at={At} isJudged={isJudged} status={status} isRoomy />
              <p>{meaning}</p>
            </div>
          ) : (
            <>
              <button type="button" className="promise-line" aria-describedby={id}>
                <Line text={text} report={report} at={At} isJudged={isJudged} status={status} isRoomy={isRoomy} />
              </button>
              <p id={id} role="tooltip">
                <b>{text.label}.</b> {meaning}
                {!isRoomy && <At read={(at) => promiseText(report, at, isJudged)}>{(words) => <small><Words text={words} /></small>}</At>}
              </p>
            </>
          )}
        </li>
      )}
    </At>
  );
}

function Line({ text, report, at: At, isJudged, status, isRoomy }: Pick<Props, 'text' | 'report' | 'at' | 'isJudged' | 'isRoomy'> & Parameters<typeof PromiseMark>[0]) {
  return (
    <>
      <PromiseMark status={status} />
      <b>{text.label}</b>
      {isRoomy ? (
        <At read={(at) => promiseText(report, at, isJudged)}>{(words) => <small><Words text={words} /></small>}</At>
      ) : (
        <At read={(at) => shortPromiseText(report, at, isJudged)}>
          {(words) => (
            <small>
              {isJudged && <span className="sr-only">{spoken[status]} </span>}
              <Numbers text={words} />
            </small>
          )}
        </At>
      )}
    </>
  );
}

const spoken = { held: 'Held, checks:', untested: 'Exercised:', broken: 'Broken at' };

/** `Held`, `Broken` and the rest: the first words tell. */
function Words({ text }: { readonly text: string }) {
  const [, told = '', rest = ''] = /^(Held|Broken|Not exercised yet|Not judged)(.*)$/.exec(text) ?? [];
  return (
    <>
      <em>{told}</em>
      <Numbers text={rest} />
    </>
  );
}

const Numbers = ({ text }: { readonly text: string }) => text.split(/([\d.,]+)/).map((part, position) => (position % 2 === 1 ? <span key={position} className="num">{part}</span> : part));
