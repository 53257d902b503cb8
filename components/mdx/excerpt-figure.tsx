import type { CSSProperties, ReactNode } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import { Icon } from '../ui/icon.tsx';

interface ExcerptLine {
  readonly tokens: readonly { readonly text: string; readonly color: string }[];
}
interface ExcerptNote {
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
/** A line: its number, its text, and the letter of its note. */
const row = 'grid grid-cols-[46px_minmax(0,1fr)_36px] before:pr-3.5 before:text-right before:text-[10.5px] before:text-ink-3 before:select-none before:content-[attr(data-line)]';
const noted =
  'bg-warn-tint before:text-warn-text before:shadow-[inset_3px_0_0_var(--warn-mark)] after:mt-0.5 after:grid after:size-[18px] after:place-items-center after:justify-self-center after:rounded-[4px] after:border after:border-warn-mark after:text-[10.5px]/none after:font-[620] after:text-warn-text after:select-none after:content-[attr(data-note)] [&_span]:[--c-com:var(--ink-2)]';
/** How far a line is indented: where it is too long it goes on four spaces further in. */
const indentOf = (tokens: ExcerptLine['tokens']): number => /^ */.exec(tokens.map(({ text }) => text).join(''))?.[0].length ?? 0;

/** Lines of the pattern's real file. The decisive ones carry a letter, and the notes beneath repeat it. */
export function ExcerptFigure({ file, firstLine, lastLine, linesInFile, lines, notes }: ExcerptFigureProps) {
  const letterOf = new Map(notes.map(({ line }, index) => [line, letter(index)]));
  return (
    <div className="my-5">
      <figure className="overflow-hidden rounded-md border border-line-2 bg-surface print:break-inside-avoid">
        <figcaption className="flex h-10 items-center gap-2.5 border-b border-line pr-1.5 pl-4 text-[12px] leading-none">
          <span className="mono">{file}</span>
          <span className="text-[12.5px] text-ink-3 max-sm:hidden">
            lines {firstLine} to {lastLine} of {linesInFile}
          </span>
          <span className="ml-auto">
            <CopyButton look="small" icon={<Icon name="copy" size={14} />} label="Copy" />
          </span>
        </figcaption>
        <pre className="pt-2 pb-2.5">
          <code className="block text-[12px] leading-[21px] sm:text-[12.5px] sm:leading-[22px]">
            {lines.map(({ tokens }, index) => (
              <span key={index} data-line={firstLine + index} data-note={letterOf.get(index)} className={`${row} ${letterOf.has(index) ? noted : ''}`}>
                <span className="pr-3 pl-(--hang) -indent-(--hang) wrap-anywhere whitespace-pre-wrap" style={{ '--hang': `${indentOf(tokens) + 4}ch` } as CSSProperties}>
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
      </figure>
      {notes.length > 0 && <Notes notes={notes} />}
    </div>
  );
}

const columns = ['', '', 'sm:grid-cols-2', 'sm:grid-cols-3', 'sm:grid-cols-2'];

function Notes({ notes }: { readonly notes: readonly ExcerptNote[] }) {
  return (
    <ol className={`mt-3.5 grid gap-x-5 gap-y-3 ${columns[notes.length] ?? 'sm:grid-cols-3'}`}>
      {notes.map(({ line, text }, index) => (
        <li key={line} className="grid grid-cols-[18px_1fr] gap-2.5 text-sm leading-[21px] text-ink-2">
          <span className="mt-px">
            <Badge>{letter(index)}</Badge>
          </span>
          <span className="text-pretty">{text}</span>
        </li>
      ))}
    </ol>
  );
}

function Badge({ children }: { readonly children: ReactNode }) {
  return <span className="mono grid size-[18px] place-items-center rounded-[4px] border border-warn-mark bg-warn-tint text-[10.5px]/none font-[620] text-warn-text">{children}</span>;
}
