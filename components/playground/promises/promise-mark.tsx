import type { PromiseState } from './promise-state.ts';

/** A ring with a tick, a dotted ring, or a filled disc with a cross. */
export function PromiseMark({ status }: Pick<PromiseState, 'status'>) {
  return (
    <svg className="size-[18px] flex-none max-md:size-4" viewBox="0 0 18 18" fill="none" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {status === 'held' && <circle cx="9" cy="9" r="7.6" stroke="var(--ok)" strokeWidth="1.75" />}
      {status === 'untested' && <circle cx="9" cy="9" r="7.6" stroke="var(--line-3)" strokeWidth="1.75" strokeDasharray="2 2.4" />}
      {status === 'broken' && <circle cx="9" cy="9" r="8.5" fill="var(--fail)" />}
      {status === 'held' && <path d="m5.6 9.3 2.3 2.3 4.6-4.9" stroke="var(--ok-text)" strokeWidth="1.9" />}
      {status === 'broken' && <path d="m6.2 6.2 5.6 5.6m0-5.6-5.6 5.6" stroke="var(--surface)" strokeWidth="1.9" />}
    </svg>
  );
}
