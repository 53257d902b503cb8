import type { ReactNode, Ref } from 'react';
import type { RunResult, Stop, Violation } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { Blame } from '../blame.ts';
import type { SendPress } from '../press.ts';
import { preciseSeconds } from '../timeline/time-text.ts';
import { CauseChain } from './cause-chain.tsx';
import { CodeLink } from './code-link.tsx';

interface Props {
  readonly data: ScenarioData;
  readonly run: RunResult;
  readonly blame: Blame | undefined;
  readonly send: SendPress | undefined;
  readonly ref?: Ref<HTMLDivElement>;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** Why a run stopped before its time: what broke and its chain of causes, or the bound or the error that ended it. */
export function ViolationPicture({ data, run, blame, send, ref, children }: Props) {
  const { violation } = run;
  return (
    <div ref={ref} className="border-t border-fail-edge bg-fail-tint px-4 pt-3 pb-3.5 shadow-[inset_3px_0_0_var(--fail)] max-md:scroll-mb-[66px]" role="alert">
      <div className={line}>
        <FailMark />
        {violation ? <Broken violation={violation} data={data} /> : <Stopped run={run} send={send} />}
        <div className={actions}>{children}</div>
      </div>
      {violation && <CauseChain chain={violation.chain} data={data} blame={blame} send={send} />}
      {blame?.isToBlame === false && (
        <p className="mt-2 text-[13px] leading-[18px] text-ink-2">
          The code as it is breaks this promise too, on the same inputs: it is not {blame.kind === 'edit' ? 'your edit' : 'the wrong version'}.
        </p>
      )}
    </div>
  );
}

export const line = 'flex min-h-8 items-center gap-x-2.5 gap-y-1.5 max-md:flex-wrap';
export const actions = 'ml-auto flex flex-none gap-2.5 max-md:order-3 max-md:ml-0 max-md:w-full max-md:[&>button]:h-10 max-md:[&>button]:flex-1';

export const Seconds = ({ at }: { readonly at: number }) => (
  <>
    <span className="num">{preciseSeconds(at)}</span> s
  </>
);

function Broken({ violation, data }: { readonly violation: Violation; readonly data: ScenarioData }) {
  const { label = violation.promise } = data.promises.find(({ name }) => name === violation.promise) ?? {};
  return (
    <>
      <h3 className="flex-none text-[15px] font-[660] tracking-[-0.006em] text-fail-text">
        Promise broken at <Seconds at={violation.at} />
      </h3>
      <p className="text-[13px] text-ink-2 max-md:order-2 max-md:w-full">
        <span className="sr-only">{label}: </span>
        {violation.what}
      </p>
    </>
  );
}

function Stopped({ run: { stop, endedAt, status }, send }: Pick<Props, 'run' | 'send'>) {
  return (
    <>
      <h3 className="flex-none text-[15px] font-[660] tracking-[-0.006em] text-fail-text">
        {status === 'exhausted' ? 'Stopped at a bound' : 'The code failed'} at <Seconds at={endedAt} />
      </h3>
      {stop && (
        <p className="text-[13px] text-ink-2 max-md:order-2 max-md:w-full">
          {stop.what} <StopPlace stop={stop} send={send} />
        </p>
      )}
    </>
  );
}

/** Node, file and line, as far as they are known. */
function StopPlace({ stop: { node, file, line }, send }: { readonly stop: Stop } & Pick<Props, 'send'>) {
  if (node === '' && file === '') return null;
  return (
    <>
      ({node}
      {node !== '' && file !== '' && ', '}
      {line > 0 ? <CodeLink place={{ file, line }} send={send} /> : file !== '' && `${file}.ts`})
    </>
  );
}

export function FailMark() {
  return (
    <svg className="size-[18px] flex-none" viewBox="0 0 18 18" aria-hidden="true">
      <path d="M9 .8 17.2 9 9 17.2.8 9Z" fill="var(--fail)" />
      <path d="M9 5v4.6M9 12.4v.1" stroke="var(--surface)" strokeWidth="1.9" strokeLinecap="round" />
    </svg>
  );
}
