import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { beforeAll, describe, expect, it } from 'vitest';
import { editedSources } from '../../lib/edited-sources.ts';
import type { CatalogFile } from '../../lib/catalog-file.ts';
import { decisiveWordsOf } from '../../simulation/compiler/decisive-words.ts';
import { compileFiles } from '../../simulation/language/compile-files.ts';
import { createLanguage } from '../../simulation/language/create-language.ts';
import type { EditedFile, LanguageAnswer, LanguageRequest } from '../../simulation/language/protocol.ts';
import { buildWhatIsStale, builtSlugs, generated } from '../simulation-of.ts';
import { compilePattern, type CompiledPattern } from '../simulations/compile-pattern.ts';
import { bundleCompiler } from './bundle-compiler.ts';
import { languageLibrary } from './language-library.ts';

buildWhatIsStale();

const language = createLanguage(languageLibrary());
const catalogFile = (slug: string) => JSON.parse(readFileSync(join(generated, 'catalog', `${slug}.json`), 'utf8')) as CatalogFile;

type Asked = LanguageRequest extends infer Request ? (Request extends unknown ? Omit<Request, 'number'> : never) : never;
let ask: (request: Asked) => LanguageAnswer;

/** The script that the page loads, in a realm with what a worker has and the script needs. */
beforeAll(async () => {
  const { text } = await bundleCompiler();
  const answers: LanguageAnswer[] = [];
  const self = {
    onmessage: (_event: { readonly data: object }) => {},
    postMessage: (answer: LanguageAnswer) => void answers.push(JSON.parse(JSON.stringify(answer)) as LanguageAnswer),
  };
  runInContext(text, createContext({ self, performance, TextEncoder, TextDecoder, setTimeout, clearTimeout }));
  expect(answers).toEqual([{ answer: 'ready' }]);
  ask = (request) => {
    self.onmessage({ data: { ...request, number: answers.length } });
    return answers.at(-1)!;
  };
}, 60_000);

describe.each(builtSlugs())('%s', (slug) => {
  const { data, sources } = catalogFile(slug);
  let built: CompiledPattern;
  beforeAll(async () => void (built = await compilePattern(slug)), 60_000);
  const editedFile = (file: string, text: string): EditedFile => ({ file, text, original: sources[file]!, decisive: decisiveWordsOf(data, file) });

  it('has no finding in any of its files', () => {
    for (const [file, text] of Object.entries(sources)) expect({ file, findings: language.check(text) }).toEqual({ file, findings: [] });
  });

  it('is compiled in the page to the very text of the build', () => {
    for (const [file, text] of Object.entries(sources)) {
      expect(ask({ ask: 'compile', files: [editedFile(file, text)], isHurried: false })).toMatchObject({ compiled: { ok: true, files: [{ file, code: built.code[file] }] } });
    }
  });

  it.each(data.mutants.map(({ name, edits }) => [name, edits] as const))('can be run as %s, in the page as in the build', (name, edits) => {
    for (const [file, text] of Object.entries(editedSources(name, edits, data.code, sources))) {
      expect(language.check(text).filter(({ kind }) => kind === 'stops')).toEqual([]);
      expect(ask({ ask: 'compile', files: [editedFile(file, text)], isHurried: false })).toMatchObject({ compiled: { ok: true, files: [{ code: built.mutants[name]![file] }] } });
    }
  });

  it('gets the same answers from the bundled worker as from the whole of TypeScript', () => {
    const chance = xoroshiro128plus(4);
    const below = (limit: number) => (chance.next() >>> 0) % limit;
    for (const [file, text] of Object.entries(sources)) {
      for (let round = 0; round < 16; round += 1) {
        const at = below(text.length);
        const damaged = text.slice(0, at) + ['', '.', '(', 'x', '#', 'await ', ': number', '\n}'][below(8)]! + text.slice(at + below(6));
        const request = { file, text: damaged, at };
        expect(ask({ ...request, ask: 'check' })).toMatchObject({ findings: language.check(damaged) });
        expect(ask({ ...request, ask: 'complete' })).toMatchObject({ completions: language.complete(damaged, at) });
        expect(ask({ ...request, ask: 'hover' })).toMatchObject({ hover: language.hover(damaged, at) });
      }
    }
  });
});

it('code that uses all of the language is compiled by the bundled worker as by the whole of TypeScript', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'simulation', 'compiler', 'compile.test.ts'), 'utf8');
  const programs = [...text.matchAll(/^ +\['[^']*', '((?:[^'\\]|\\.)*)',/gm)].map(([, program]) => program!.replaceAll("\\'", "'"));
  expect(programs.length).toBeGreaterThan(20);
  for (const program of programs) {
    const files = [{ file: 'code', text: program, original: '', decisive: [] }];
    expect(ask({ ask: 'compile', files, isHurried: false })).toMatchObject({ compiled: compileFiles(files) });
    expect(ask({ ask: 'check', file: 'code', text: program })).toMatchObject({ findings: language.check(program) });
  }
});
