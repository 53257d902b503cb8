import type { SendPress } from './press.ts';

/** Why there is no run for what was chosen, and a way to try again. What ran before still stands behind it. */
export function FailureNotice({ sentence, send }: { readonly sentence: string; readonly send: SendPress }) {
  return (
    <div role="alert" className="flex items-center gap-3 border-fail-edge bg-fail-tint px-4 py-2 text-[13px] leading-5 text-ink not-first:border-t max-md:flex-wrap">
      <p className="min-w-0 flex-1 text-pretty">
        <b className="font-[640] text-fail-text">No run.</b> {sentence}
      </p>
      <button type="button" className="h-7 flex-none rounded-sm border border-line-2 bg-surface px-2.5 text-[12.5px] font-[560] whitespace-nowrap hover:border-line-3 max-md:h-10" onClick={() => send({ type: 'play.toggled' })}>
        Try again
      </button>
    </div>
  );
}
