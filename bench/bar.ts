import type { Spread } from './race.ts';

/** One measured figure, with the bar that it is held against. */
export interface Bar {
  readonly group: string;
  readonly name: string;
  readonly value: Spread;
  /** `×`, `%`, `ns`, `kB`, `MB`, `s`, `events/s`, `seeds/s`, `frames`, `reads`. */
  readonly unit: string;
  /** Left out, the figure is reported and held against nothing. */
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
}

/** A figure that is counted rather than measured. */
export const exactly = (value: number): Spread => ({ median: value, low: value, high: value });

export function isMet({ value, target }: Bar): boolean {
  if (target === undefined) return true;
  return 'atMost' in target ? value.median <= target.atMost : value.median >= target.atLeast;
}

const figure = (value: number) => (Number.isInteger(value) ? value.toLocaleString('en') : value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

function rowOf(bar: Bar): readonly string[] {
  const { name, value, unit, target } = bar;
  const spread = value.low === value.high ? '' : `${figure(value.low)} to ${figure(value.high)}`;
  if (target === undefined) return [name, `${figure(value.median)} ${unit}`, spread, '', ''];
  const bound = 'atMost' in target ? `≤ ${figure(target.atMost)}` : `≥ ${figure(target.atLeast)}`;
  return [name, `${figure(value.median)} ${unit}`, spread, bound, isMet(bar) ? 'met' : 'missed'];
}

/** The bars as a table, a group under its heading. */
export function tableOf(bars: readonly Bar[]): string {
  const head = ['', 'median', 'quartiles', 'target', ''];
  const groups = [...new Set(bars.map(({ group }) => group))].map((group) => ({ group, rows: bars.filter((bar) => bar.group === group).map(rowOf) }));
  const widths = head.map((title, column) => Math.max(title.length, ...groups.flatMap(({ rows }) => rows.map((row) => row[column]!.length))));
  const line = (cells: readonly string[]) => `  ${cells.map((cell, column) => (column === 1 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ')}`.trimEnd();
  return groups.map(({ group, rows }) => [group, line(head), ...rows.map(line)].join('\n')).join('\n\n');
}
