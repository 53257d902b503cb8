import { press, type CodeShown, type SendPress } from '../press.ts';
import type { CodePlace } from '../runner/run-outcome.ts';

interface Props {
  readonly place: CodePlace;
  /** It begins the sentence. */
  readonly isFirst?: boolean;
  readonly send: SendPress | undefined;
}

/** A line of the code within a sentence: pressed, it opens the code there. A finger hits more of it than the eye sees. */
export const CodeLink = ({ place: { file, line }, isFirst = false, send }: Props) => (
  <button type="button" className="text-left font-[560] text-info-text underline-offset-[3px] hover:underline max-md:-my-[11px] max-md:py-[11px]" {...press<CodeShown>({ type: 'code.shown', file, line }, send)}>
    {isFirst ? 'Line' : 'line'} {line} of {file}.ts
  </button>
);
