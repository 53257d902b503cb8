import type { ReactNode } from 'react';
import { Wordmark } from '../ui/wordmark.tsx';
import { countInWords } from './count-in-words.ts';

interface MastheadProps {
  /** How many patterns stand, once none of the catalog is to come. */
  readonly count: number | undefined;
  /** A pattern, running. */
  readonly hero: ReactNode;
}

/** What this is, beside one of the patterns at work. */
export function Masthead({ count, hero }: MastheadProps) {
  return (
    <div className="grid gap-7 pt-2 pb-7 sm:gap-9 sm:pt-5 sm:pb-11 min-[1101px]:grid-cols-[minmax(0,448px)_minmax(0,1fr)] min-[1101px]:items-center min-[1101px]:gap-14">
      <div className="max-[1100px]:max-w-[560px]">
        <h1>
          <Wordmark size="masthead" />
        </h1>
        <p className="mt-[22px] max-w-[24em] text-[20px] leading-7 tracking-[-0.011em] text-balance sm:mt-[30px] sm:text-[22px] sm:leading-[31px]">
          {count === undefined ? 'Distributed-system' : `${countInWords(count)} distributed-system`} patterns you can run, break and take home.
        </p>
        <p className="mt-5 max-w-[29em] text-sm leading-[21px] text-pretty text-ink-3">
          The simulation runs the pattern’s own TypeScript, here in your browser. Same code and same seed give the same run, every time.
        </p>
      </div>
      {hero}
    </div>
  );
}
