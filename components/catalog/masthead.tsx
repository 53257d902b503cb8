import { Wordmark } from '../ui/wordmark.tsx';

export function Masthead() {
  return (
    <section className="gap-14 pt-8 pb-7 sm:pt-16 sm:pb-11 lg:flex lg:items-end lg:justify-between lg:pt-24 lg:pb-14">
      <h1>
        <Wordmark size="masthead" />
      </h1>
      <div className="mt-[22px] sm:mt-[30px] lg:mt-0 lg:w-[calc((100%-40px)/3*2-200px)] lg:max-w-[520px]">
        <p className="max-w-[24em] text-[20px] leading-7 tracking-[-0.011em] text-balance sm:text-[22px] sm:leading-[31px]">
          Distributed-system patterns you can run, break and take home.
        </p>
        <p className="mt-4 max-w-[34em] text-[15px] leading-[23px] text-pretty text-ink-3">
          The simulation runs the pattern’s own TypeScript, here in your browser. Same code and same seed give the same run, every time.
        </p>
      </div>
    </section>
  );
}
