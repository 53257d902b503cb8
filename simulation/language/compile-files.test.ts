import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { editedTextMax } from '../edits/edits.ts';
import { compileFiles } from './compile-files.ts';
import type { EditedFile } from './protocol.ts';

const edited = (text: string, more: Partial<EditedFile> = {}): EditedFile => ({ file: 'door', text, original: text, decisive: [], ...more });
const problemsOf = (...files: readonly EditedFile[]) => {
  const answer = compileFiles(files);
  return answer.ok ? [] : answer.problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
};

describe('compileFiles', () => {
  it('gives what the compiler gives, with the decisive lines and the lines that were changed', () => {
    const text = 'export function open() {\n  return 2;\n}';
    const options = { original: text.replace('2', '1'), decisive: [{ number: 3, words: 'return 2' }] };
    const compiled = compile(text, { file: 'door', executor: 'virtual', ...options });
    const answer = compileFiles([edited(text, options)]);
    expect(answer).toEqual({ ok: true, files: [{ file: 'door', code: compiled.ok && compiled.code, decisive: [{ number: 3, line: 2 }] }] });
    expect(compileFiles([edited(text, { decisive: options.decisive })])).not.toEqual(answer);
  });

  it('compiles all files or says of each what is wrong with it', () => {
    expect(compileFiles([edited('export {};'), edited('export {};', { file: 'bell' })])).toMatchObject({ ok: true, files: [{ file: 'door' }, { file: 'bell' }] });
    expect(problemsOf(edited('const a = ;'), edited('export {};', { file: 'key' }), edited('\neval("");', { file: 'bell' }))).toEqual([
      'door:1 Expression expected.',
      expect.stringContaining('bell:2 eval makes code from text'),
    ]);
  });

  it('refuses a text that is too long, and one that is nested too deep, in a sentence', () => {
    expect(problemsOf(edited(`// ${'x'.repeat(editedTextMax)}`))).toEqual([`door:1 The file has ${editedTextMax + 3} characters, and ${editedTextMax} is the most that can be run: shorten it.`]);
    expect(problemsOf(edited(`${'('.repeat(20_000)}1${')'.repeat(20_000)};`))).toEqual([expect.stringContaining('door:1 The code is nested too deeply')]);
  });

  it('leaves out the search for early errors when it is hurried, and nothing else', () => {
    const twice = edited('let a = 1;\nlet a = 2;');
    expect(problemsOf(twice)).toHaveLength(2);
    expect(compileFiles([twice], true).ok).toBe(true);
    expect(compileFiles([edited('eval("");')], true).ok).toBe(false);
  });
});
