import type { ReactNode } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Scroller } from '../ui/scroller.tsx';

export interface ExcerptLine {
  readonly tokens: readonly { readonly text: string; readonly color: string }[];
}
export interface ExcerptNote {
  /** 0-based, within the excerpt. */
  readonly line: number;
  readonly text: ReactNode;
}
interface ExcerptFigureProps {
  readonly file: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly linesInFile: number;
  readonly lines: readonly ExcerptLine[];
  readonly notes: readonly ExcerptNote[];
}

const letter = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);
const badge = 'grid size-[18px] place-items-center rounded-[4px] border border-warn-mark bg-warn-tint font-[620] text-[10.5px]/none text-warn-text mono';
const number = 'before:sticky before:left-0 before:w-[46px] before:bg-surface before:flex-none before:pr-3.5 before:text-right before:text-[10.5px] before:text-ink-3 before:select-none before:content-[attr(data-line)]';
const noted = 'bg-warn-tint before:bg-warn-tint before:text-warn-text before:shadow-[inset_3px_0_0_var(--warn-mark)] [&_span]:[--c-com:var(--ink-2)]';
const lettered = `after:sticky after:right-3 after:ml-auto after:grid after:size-[18px] after:place-items-center after:self-center after:rounded-[4px] after:border after:border-warn-mark after:bg-warn-tint after:text-[10.5px] after:leading-none after:font-[620] after:text-warn-text after:shadow-[0_0_0_4px_var(--warn-tint)] after:content-[attr(data-letter)]`;

/** Lines of the pattern's real file. The decisive ones carry a letter, and the notes beneath repeat it. */
export function ExcerptFigure({ file, firstLine, lastLine, linesInFile, lines, notes }: ExcerptFigureProps) {
  const letterOf = new Map(notes.map(({ line }, index) => [line, letter(index)]));
  return (
    <div className="my-5">
      <figure className="overflow-hidden rounded-md border border-line-2 bg-surface">
        <figcaption className="flex h-10 items-center gap-2.5 border-b border-line pr-1.5 pl-4 text-[12px] leading-none">
          <span className="mono">{file}</span>
          <span className="text-[12.5px] text-ink-3 max-sm:hidden">
            lines {firstLine} to {lastLine} of {linesInFile}
          </span>
          <span className="ml-auto">
            <CopyButton look="small" icon={<Icon name="copy" size={14} />} label="Copy" />
          </span>
        </figcaption>
        <Scroller label={`${file}, lines ${firstLine} to ${lastLine}`} className="pt-2 pb-2.5">
          <pre>
          <code className="grid min-w-max text-[12.5px] leading-[22px]">
            {lines.map(({ tokens }, index) => (
              <span key={index} data-line={firstLine + index} data-letter={letterOf.get(index)} className={`flex min-h-[22px] ${number} ${letterOf.has(index) ? `${noted} ${lettered}` : ''}`}>
                <span className="pr-4">
                  {tokens.map(({ text, color }, at) => (
                    <span key={at} style={{ color }}>
                      {text}
                    </span>
                  ))}
                  {'\n'}
                </span>
              </span>
            ))}
          </code>
          </pre>
        </Scroller>
      </figure>
      {notes.length > 0 && (
        <ol className="mt-3.5 grid gap-x-5 gap-y-2.5 sm:grid-cols-[repeat(auto-fit,minmax(190px,1fr))]">
          {notes.map(({ line, text }, index) => (
            <li key={line} className="grid grid-cols-[18px_1fr] gap-2.5 text-sm leading-[21px] text-ink-2">
              <span className={`mt-px ${badge}`}>{letter(index)}</span>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
