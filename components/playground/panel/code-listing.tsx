import { memo, useCallback, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { usePlayheadValue } from '../canvas/use-playhead-value.ts';
import type { Playhead } from '../playhead.ts';
import { piecesOf } from './code-difference.ts';
import { hitsAt } from './code-hits.ts';
import { rowOfLine, type CodeRow, type PlacedLine } from './code-rows.ts';
import { onceSeen } from './once-seen.ts';
import './code-lines.css';

interface Props {
  readonly code: { readonly file: string; readonly rows: readonly CodeRow[]; readonly colors: readonly string[] };
  /** The decisive lines of this file, and the one to blame for a broken promise with its number in the chain of causes. */
  readonly marks: { readonly placed: readonly PlacedLine[]; readonly cause: { readonly row: number; readonly number: number } | undefined };
  readonly playhead: Playhead;
  /** Which row it opens at. */
  readonly opensAt: () => number;
  /** The line that the reader is led to: another object each time. */
  readonly goTo: { readonly line: number } | undefined;
  readonly onPress: (line: PlacedLine) => void;
}

/** The lines of a file. Only its decisive ones follow the playhead, each by itself. */
export function CodeListing({ code: { file, rows, colors }, marks: { placed, cause }, playhead, opensAt, goTo, onPress }: Props) {
  const [first] = useState(opensAt);
  const [before] = useState(goTo);
  const scroller = useRef<HTMLElement>(null);
  const open = useCallback((element: HTMLElement | null) => {
    scroller.current = element;
    return element === null ? undefined : onceSeen(element, () => showRow(element, first, 'third'));
  }, [first]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || goTo === undefined || goTo === before) return;
    return onceSeen(element, () => showRow(element, rowOfLine(rows, goTo.line), 'third'));
  }, [goTo, before, rows]);
  const lineAt = new Map(placed.map((line) => [line.row, line]));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- The arrow keys scroll it.
    <section ref={open} className="code-scroll" aria-label={`${file}.ts, the code that runs`} tabIndex={0}>
      <pre>
        <code>
          {rows.map((row, index) => {
            const line = lineAt.get(index);
            const text = (
              <>
                <CodeText row={row} colors={colors} />
                {cause?.row === index && <span className="code-cause">{cause.number}</span>}
              </>
            );
            return line === undefined ? (
              <span key={index} className="code-line" data-kind={row.kind} data-row={index} data-cause={cause?.row === index ? '' : undefined}>
                <Gutter row={row} />
                {text}
              </span>
            ) : (
              <DecisiveRow key={index} index={index} row={row} line={line} playhead={playhead} onPress={onPress}>
                {text}
              </DecisiveRow>
            );
          })}
        </code>
      </pre>
    </section>
  );
}

const signs = { same: '', added: '+', removed: '−' } as const;

const Gutter = ({ row: { kind, number }, children }: { readonly row: CodeRow; readonly children?: ReactNode }) => (
  <span className="code-gutter" aria-hidden="true">
    <span className="code-mark-place">{children}</span>
    <span className="code-number">{number}</span>
    <span className="code-sign">{signs[kind]}</span>
  </span>
);

const elements = { same: 'span', added: 'ins', removed: 'del' } as const;

const CodeText = memo(function CodeText({ row: { kind, tokens, change }, colors }: { readonly row: CodeRow; readonly colors: readonly string[] }) {
  const Text = elements[kind];
  return (
    <Text className="code-text">
      {piecesOf(tokens, change).map(({ text, color, isChanged }, at) => (
        <span key={at} className={isChanged ? 'code-change' : undefined} style={{ color: colors[color] }}>{text}</span>
      ))}
      {'\n'}
    </Text>
  );
});

interface DecisiveRowProps {
  readonly index: number;
  readonly row: CodeRow;
  readonly line: PlacedLine;
  readonly playhead: Playhead;
  readonly onPress: (line: PlacedLine) => void;
  readonly children: ReactNode;
}

/** A decisive line: lit while it ran a moment ago, with how often it ran so far. The list beneath has the same button for the keyboard. */
function DecisiveRow({ index, row, line, playhead, onPress, children }: DecisiveRowProps) {
  const { at, letter, label, isLost } = line;
  const { count, lit } = usePlayheadValue(playhead, useCallback((now) => hitsAt(at, now), [at]));
  return (
    <span className="code-line" data-kind={row.kind} data-row={index} data-lit={lit}>
      <Gutter row={row}>
        <button type="button" className="code-letter" tabIndex={-1} title={label} onClick={() => onPress(line)}>{letter}</button>
      </Gutter>
      {children}
      {!isLost && <span className="code-count num" aria-hidden="true">×{count}</span>}
    </span>
  );
}

/** The line that stands uppermost in a listing of the code as it is, counting from 1, with the share of it that is out of sight. */
export const lineAtTop = (scroller: HTMLElement | null): number | undefined =>
  scroller === null ? undefined : 1 + Math.max(0, scroller.scrollTop - paddingTop) / lineHeight;

const lineHeight = 20;
const paddingTop = 6;

/** Scrolls a listing, and nothing round it, to one of its rows: to its upper third, or nowhere where it is in sight. What was changed in it comes in sight too. */
export function showRow(scroller: HTMLElement | null, index: number, where: 'third' | 'nearest'): void {
  const row = scroller?.querySelector<HTMLElement>(`[data-row="${index}"]`);
  if (scroller === null || row === null || row === undefined) return;
  const { offsetTop, offsetHeight } = row;
  const isSeen = offsetTop >= scroller.scrollTop && offsetTop + offsetHeight <= scroller.scrollTop + scroller.clientHeight;
  if (where === 'nearest' && isSeen) return;
  scroller.scrollTop = offsetTop - scroller.clientHeight / 3;
  const changes = [...row.querySelectorAll<HTMLElement>('.code-change'), ...(row.nextElementSibling?.querySelectorAll<HTMLElement>('.code-change') ?? [])];
  const end = Math.max(0, ...changes.map((change) => change.offsetLeft + change.offsetWidth));
  if (end > scroller.clientWidth) scroller.scrollLeft = end - scroller.clientWidth + roomForCount;
}

/** What stands at the right end of a line lies over it, in px. */
const roomForCount = 56;
