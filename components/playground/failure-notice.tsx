import { noEdits, type Edits } from '@/simulation/edits/edits.ts';
import { buttonLook } from '@/components/ui/button-look.ts';
import type { SendPress } from './press.ts';
import type { CodePlace } from './runner/run-outcome.ts';

interface Props {
  readonly sentence: string;
  /** The line that it is about, where there is one. */
  readonly place: CodePlace | undefined;
  /** The reader's code that was to run. */
  readonly edits: Edits;
  readonly send: SendPress;
}

/** Why there is no run for what was chosen, and a way to try again. What ran before still stands behind it. */
export function FailureNotice({ sentence, place, edits, send }: Props) {
  return (
    <div role="alert" className="flex items-center gap-x-2.5 gap-y-2 border-fail-edge bg-fail-tint px-4 py-2 text-[13px] leading-5 text-ink not-first:border-t max-md:flex-wrap max-md:[&>button]:h-10 max-md:[&>button]:flex-1">
      <p className="min-w-0 flex-1 text-pretty max-md:basis-full">
        <b className="font-[640] text-fail-text">No run.</b> {sentence}
      </p>
      {place && (
        <button type="button" className={buttonLook.outlinedSmall} onClick={() => send({ type: 'code.shown', ...place })}>
          Show the line
        </button>
      )}
      <button type="button" className={buttonLook.outlinedSmall} onClick={() => send({ type: 'run.retried' })}>
        Try again
      </button>
      {edits !== noEdits && (
        <button type="button" className={buttonLook.outlinedSmall} onClick={() => send({ type: 'code.run', edits: noEdits })}>
          Put the code back
        </button>
      )}
    </div>
  );
}
