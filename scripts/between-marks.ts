import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Puts a text into a page, in place of the one that stands there between two marks and that it is made from.
 * @throws RangeError where the page lacks one of them.
 */
export function writeBetween(page: string, [begin, end]: readonly [string, string], textAfter: (before: string) => string): void {
  const before = readFileSync(page, 'utf8');
  const from = before.indexOf(begin);
  const to = before.indexOf(end, from);
  if (from < 0 || to < 0) throw new RangeError(`${page} has to have the marks "${begin}" and "${end}", in this order: put them where the table goes.`);
  const after = textAfter(before.slice(from + begin.length, to).trim());
  writeFileSync(page, `${before.slice(0, from + begin.length)}\n\n${after}\n\n${before.slice(to)}`);
}
