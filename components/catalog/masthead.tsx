import { Wordmark } from '../ui/wordmark.tsx';

export function Masthead() {
  return (
    <section className="pt-8 pb-7 sm:pt-16 sm:pb-11">
      <h1>
        <Wordmark size="masthead" />
      </h1>
      <p className="mt-[22px] max-w-[24em] text-[20px] leading-7 tracking-[-0.011em] text-balance sm:mt-[30px] sm:text-[22px] sm:leading-[31px]">
        Distributed-system patterns you can run, break and take home.
      </p>
      <p className="mt-5 max-w-[34em] text-[15px] leading-[23px] text-pretty text-ink-3">
        The simulation runs the pattern’s own TypeScript, here in your browser. Same code and same seed give the same run, every time.
      </p>
    </section>
  );
}
