import { Fragment, type ReactNode } from 'react';
import type { Mutant } from '@/simulation/scenario.ts';

export interface ListedMutant extends Mutant {
  /** The promise that it breaks, in words, and the button that shows it. */
  readonly breaks: readonly { readonly promise: string; readonly show: ReactNode }[];
}

/** The famous wrong versions, each with what it stands for and where to see it break. */
export function MutantList({ mutants }: { readonly mutants: readonly ListedMutant[] }) {
  return (
    <ul className="my-5 border-t border-line">
      {mutants.map(({ name, label, standsFor, reference, breaks }) => (
        <li key={name} className="border-b border-line py-3 text-[14.5px] leading-[22px]">
          <b className="text-[15px] font-semibold">{label}</b>
          <p className="text-pretty text-ink-2">{standsFor}</p>
          <div className="mt-1.5 flex flex-wrap items-baseline gap-x-2 gap-y-1.5 text-ink-3">
            {breaks.map(({ promise, show }) => (
              <Fragment key={promise}>
                {show}
                <span>breaks “{promise}”</span>
              </Fragment>
            ))}
            {reference && (
              <a href={reference.url} rel="noreferrer" className="underline decoration-line-3 decoration-1 underline-offset-[3px] hover:text-ink hover:decoration-ink [overflow-wrap:anywhere] sm:ml-auto">
                {reference.title}
              </a>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
