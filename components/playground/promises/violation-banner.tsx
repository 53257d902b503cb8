'use client';
import { useCallback } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import type { RunResult, Violation } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { usePlayheadValue } from '../canvas/use-playhead-value.ts';
import type { InstrumentView } from '../instrument-view.ts';
import { preciseSeconds } from '../timeline/time-text.ts';
import { CauseChain } from './cause-chain.tsx';

/** Why a run stopped before its time, from the moment of the stop on; before it, one line that says so. Nothing for a run that went to its end. */
export function ViolationBanner({ data, run, playhead, settings, send }: InstrumentView) {
  const { endedAt, violation } = run;
  const isThere = usePlayheadValue(playhead, useCallback((at) => at >= endedAt, [endedAt]));
  if (violation === undefined && run.stop === undefined) return null;
  const goBack = (
    <button type="button" className={buttonLook.outlined} onClick={() => send({ type: 'experiment.chosen', name: settings.experiment })}>
      {settings.mutant === '' && settings.breakName === '' ? 'Reset the experiment' : 'Put it back'}
    </button>
  );
  if (!isThere) {
    return (
      <div className={`${line} border-t border-line px-4 py-1.5 text-[13px] text-ink-2`} aria-live="polite">
        <FailMark />
        <p>
          This run {violation ? 'breaks a promise' : 'stops'} at <Seconds at={endedAt} />.
        </p>
        <div className={actions}>
          <button type="button" className={buttonLook.outlined} onClick={() => send({ type: 'playhead.moved', to: endedAt })}>
            Step to the moment
          </button>
          {goBack}
        </div>
      </div>
    );
  }
  return (
    <div ref={bringIntoView} className="border-t border-fail-edge bg-fail-tint px-4 pt-3 pb-3.5 shadow-[inset_3px_0_0_var(--fail)] max-md:scroll-mb-[66px]" role="alert">
      <div className={line}>
        <FailMark />
        {violation ? <Broken violation={violation} data={data} /> : <Stopped run={run} />}
        <div className={actions}>{goBack}</div>
      </div>
      {violation && <CauseChain chain={violation.chain} data={data} />}
    </div>
  );
}

/** On a phone there is more of the instrument than fits, and the reader may look at another part of it. */
const bringIntoView = (banner: HTMLElement | null) => {
  if (matchMedia('(width <= 860px)').matches) banner?.scrollIntoView({ block: 'nearest' });
};

const line = 'flex min-h-8 items-center gap-x-2.5 gap-y-1.5 max-md:flex-wrap';
const actions = 'ml-auto flex flex-none gap-2.5 max-md:order-3 max-md:ml-0 max-md:w-full max-md:[&>button]:h-10 max-md:[&>button]:flex-1';

const Seconds = ({ at }: { readonly at: number }) => (
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

function Stopped({ run: { stop, endedAt, status } }: { readonly run: RunResult }) {
  return (
    <>
      <h3 className="flex-none text-[15px] font-[660] tracking-[-0.006em] text-fail-text">
        {status === 'exhausted' ? 'Stopped at a bound' : 'The code failed'} at <Seconds at={endedAt} />
      </h3>
      {stop && (
        <p className="text-[13px] text-ink-2 max-md:order-2 max-md:w-full">
          {stop.what} {placeText(stop)}
        </p>
      )}
    </>
  );
}

/** Node, file and line, as far as they are known. */
function placeText({ node, file, line }: NonNullable<RunResult['stop']>): string {
  const parts = [node, file === '' ? '' : `${file}.ts${line > 0 ? `, line ${line}` : ''}`].filter((part) => part !== '');
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
}

function FailMark() {
  return (
    <svg className="size-[18px] flex-none" viewBox="0 0 18 18" aria-hidden="true">
      <path d="M9 .8 17.2 9 9 17.2.8 9Z" fill="var(--fail)" />
      <path d="M9 5v4.6M9 12.4v.1" stroke="var(--surface)" strokeWidth="1.9" strokeLinecap="round" />
    </svg>
  );
}
