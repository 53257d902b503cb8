import { describe, expect, it } from 'vitest';
import { languageLibrary } from '../../scripts/compiler/language-library.ts';
import { editedTextMax } from '../edits/edits.ts';
import { createLanguage } from './create-language.ts';

const language = createLanguage(languageLibrary());

/** The findings, each as its kind, the words that it is about, and what it says. */
const found = (text: string) => language.check(text).map(({ kind, from, to, message }) => `${kind} ${JSON.stringify(text.slice(from, to))} ${message}`);
/** A text with `|` where the caret is. */
const atCaret = (marked: string) => ({ text: marked.replace('|', ''), at: marked.indexOf('|') });
const completed = (marked: string) => {
  const { text, at } = atCaret(marked);
  return language.complete(text, at)?.options.map(({ label }) => label) ?? null;
};
const hovered = (marked: string) => {
  const { text, at } = atCaret(marked);
  return language.hover(text, at);
};

describe('check', () => {
  it('finds nothing in code that is right, with the globals that a pattern may name', () => {
    expect(found('export const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));\nconst { signal } = new AbortController();\nsignal.throwIfAborted();')).toEqual([]);
    expect(found('')).toEqual([]);
  });

  it('says what types say, where, and that it can be run', () => {
    expect(language.check('\nconst size: number = "big";')).toEqual([
      { from: 7, to: 11, line: 2, message: "Type 'string' is not assignable to type 'number'.", kind: 'type' },
    ]);
    expect(found('fetch("/");')).toEqual([expect.stringContaining('type "fetch" Cannot find name')]);
    expect(found('const first = [1][0].toFixed();')).toEqual(['type "[1][0]" Object is possibly \'undefined\'.']);
  });

  it('says of broken syntax what the compiler says, and nothing of types', () => {
    expect(found('const size: number = "big";\nconst a = ;')).toEqual(['stops ";" Expression expected.']);
    expect(language.check('const a = (')).toMatchObject([{ from: 11, to: 11, line: 1, kind: 'stops' }]);
  });

  it('says once what the compiler refuses and types do not like either', () => {
    expect(found('export enum Size { big }')).toEqual([expect.stringContaining('stops "export" An enum is more than a type')]);
    expect(found('class A { constructor(private a: number) {} }')).toEqual([expect.stringContaining('stops "private" A parameter property')]);
    expect(found('missing = 1;')).toEqual([expect.stringContaining('stops "missing" missing is not declared')]);
    expect(found('let a = 1;\nlet a = 2;')).toEqual(['stops "a" Cannot redeclare block-scoped variable \'a\'.', 'stops "a" Cannot redeclare block-scoped variable \'a\'.']);
    expect(found('const a = 1;\na = "2";')).toEqual(['stops "a" Cannot assign to \'a\' because it is a constant.']);
  });

  it('tells both where a line is refused and another has a type of its own', () => {
    expect(found('const a: string = 1;\nIntl.toString();').map((finding) => finding.split(' ')[0])).toEqual(['type', 'stops']);
  });

  it('counts lines as an editor does, whatever ends them', () => {
    expect(language.check('//\r\n//\n\nconst a: string = 1;')).toMatchObject([{ line: 4 }]);
    expect(language.check('//\r\n//\n\nconst a = ;')).toMatchObject([{ line: 4 }]);
  });

  it('is bounded in number and in length', () => {
    expect(language.check('missing();\n'.repeat(300))).toHaveLength(100);
    const wide = Array.from({ length: 60 }, (_, n) => `a${n}: { b: ${n} }`).join(', ');
    for (const { message } of language.check(`const a: { ${wide} } = { ${wide.replaceAll('b:', 'c:')} };`)) expect(message.length).toBeLessThanOrEqual(600);
    expect(found(`// ${'x'.repeat(editedTextMax)}`)).toEqual([expect.stringContaining('is the most that can be run')]);
  });

  it('outlives code at which the checker fails', () => {
    expect(found(`${'('.repeat(20_000)}`)).toEqual([expect.stringContaining('nested too deeply')]);
    expect(found('async function* each() { yield { then() {} } as PromiseLike<number>; }\nexport { each };')).toEqual([]);
    expect(found('const a: string = 1;')).toHaveLength(1);
  });
});

describe('complete', () => {
  it('offers members', () => {
    expect(completed('class Door { open() {} closed = 1; }\nnew Door().|')).toEqual(['closed', 'open']);
    expect(completed('performance.n|')).toEqual(['now']);
  });

  it('offers what is in scope, what is nearest first, and what begins as was typed before what contains it', () => {
    const options = completed('const settle = 1;\nfunction a(setting: number) { return set| }')!;
    expect(options.slice(0, 5)).toEqual(['setting', 'settle', 'Set', 'setInterval', 'setTimeout']);
    expect(options.indexOf('WeakSet')).toBeGreaterThan(options.indexOf('Set'));
    expect(completed('ret|')).toContain('return');
  });

  it('says from where on it replaces', () => {
    const { text, at } = atCaret('const door = 1;\ndo|');
    expect(language.complete(text, at)).toMatchObject({ from: at - 2 });
  });

  it('offers nothing in comments, in numbers and in texts that may be anything', () => {
    expect(completed('// se|')).toBeNull();
    expect(completed('const a = "se|";')).toBeNull();
    expect(completed('const a = 1.|')).toBeNull();
  });

  it('offers nothing that the compiler refuses', () => {
    expect(completed('Int|')).not.toContain('Intl');
    expect(completed("'a'.loc|")).toEqual(['toLowerCase']);
  });

  it('offers the texts that a type allows', () => {
    const text = 'const a: "open" | "closed" = "";';
    expect(language.complete(text, text.length - 2)?.options.map(({ label }) => label)).toEqual(['closed', 'open']);
  });

  it('is bounded', () => {
    expect(completed(`${Array.from({ length: 300 }, (_, n) => `const name${n} = ${n};`).join('\n')}\n|`)).toHaveLength(200);
    expect(language.complete('x'.repeat(editedTextMax + 1), 1)).toBeNull();
  });
});

describe('hover', () => {
  it('has the signature and what the comment says', () => {
    expect(hovered('/** Opens it.\n * @returns whether it did */\nfunction op|en(times: number): boolean { return times > 0; }')).toEqual({
      from: 53, to: 57, code: 'function open(times: number): boolean', text: 'Opens it.\n@returns whether it did',
    });
  });

  it('knows the language and its globals', () => {
    expect(hovered('Math.fl|oor(1);')).toMatchObject({ code: '(method) Math.floor(x: number): number', text: expect.stringContaining('Returns the greatest integer') });
  });

  it('has nothing to say of spaces and signs', () => {
    expect(hovered('const a = 1; | ')).toBeNull();
  });
});
