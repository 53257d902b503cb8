import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';

/** The compiled text, the lines that were found, and what the text is without any. */
function compiled(text: string, ...words: string[]) {
  const decisive = words.map((word, number) => ({ number, words: word }));
  const options = { file: 'code', executor: 'virtual' } as const;
  const [result, plain] = [compile(text, { ...options, decisive }), compile(text, options)];
  if (!result.ok || !plain.ok) throw new Error('The code does not compile.');
  return { code: result.code, plain: plain.code, found: result.decisive };
}
const door = `let inside = 0;
export function enter(late: boolean) {
  if (late) return false;
  for (const n of [1, 2]) {
    inside += n;
  }
  const says = (n: number) => n + 1; // says it
  return says(inside) > 0;
}`;
const reports = (code: string) => code.split('\n').map((line) => line.trim()).filter((line) => line.startsWith('$decisive'));

describe('decisive lines', () => {
  it('are the statement in which the words end', () => {
    const asked = compiled(door, 'if (late)').code;
    expect(asked.indexOf('$decisive(0)')).toBeLessThan(asked.indexOf('if (late)'));
    const taken = compiled(door, 'if (late) return').code;
    expect(taken.indexOf('$decisive(0)')).toBeGreaterThan(taken.indexOf('if (late)'));
    const turns = compiled(door, 'for (const n of [1, 2]) {').code;
    expect(turns.indexOf('$decisive(0)')).toBeGreaterThan(turns.indexOf('of [1, 2]'));
    const value = compiled(door, '=> n + 1').code;
    expect(value.indexOf('$decisive(0)')).toBeGreaterThan(value.indexOf('const says'));
  });

  it('are reported under their numbers, at the lines where they stand', () => {
    const { code, found } = compiled(door, 'inside += n', 'if (late)');
    expect(reports(code).sort()).toEqual(['$decisive(0);', '$decisive(1);']);
    expect(found).toEqual([{ number: 0, line: 5 }, { number: 1, line: 3 }]);
  });

  it('change nothing else of the text', () => {
    const { code, plain } = compiled(door, 'inside += n', 'if (late) return', '=> n + 1');
    const without = code.split('\n').filter((line) => !line.includes('$decisive(')).join('\n').replace(', decisive: $decisive', '');
    expect(without).toBe(plain);
    expect(plain).not.toContain('decisive');
  });

  it('are left out where the words do not stand once, or nothing happens on their line', () => {
    const { code, plain, found } = compiled(door, 'closed', 'late', 'function enter(', 'says it', '}');
    expect(found).toEqual([]);
    expect(code).toBe(plain);
  });
});
