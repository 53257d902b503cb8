import { existsSync, readdirSync } from 'node:fs';
import { pathOf, patternSlugs, readText } from './folders.ts';

export interface CodeFile {
  /** Its name in the page's address. */
  readonly name: string;
  readonly path: string;
}
const remedy = 'a pattern has its code in patterns/<slug>/<slug>.ts';
const handClock: CodeFile = { name: 'hand-clock.ts', path: 'patterns/hand-clock.ts' };

const notTaken = /\.(machine|bench)\.ts$/;

/** What a reader takes home: the pattern's own files and their tests, and neither its scenario, its statechart nor its benchmark. */
function codeFilesOf(slug: string): CodeFile[] {
  return readdirSync(pathOf('patterns', slug))
    .filter((name) => name.startsWith(`${slug}.`) && name.endsWith('.ts') && !notTaken.test(name))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .map((name) => ({ name, path: `patterns/${slug}/${name}` }));
}

/** The names of a pattern's tests and of the clock that they stand on. */
export const testsOf = (slug: string): string[] => [...codeFilesOf(slug).filter(({ name }) => name.includes('.test.')), handClock].map(({ name }) => name);

/** Every file that the site offers for download, with the clock that the tests stand on. */
export function allCodeFiles(): CodeFile[] {
  const shared = existsSync(pathOf(handClock.path)) ? [handClock] : [];
  return [...shared, ...patternSlugs().flatMap(codeFilesOf)];
}

export function readCodeFile(name: string): string {
  const file = allCodeFiles().find((each) => each.name === name);
  if (!file) throw new Error(`No pattern has a file ${name}; there are ${allCodeFiles().map((each) => each.name).join(', ')}.`);
  return readText(file.path, remedy);
}
