import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomProgram } from '../async/random-program.ts';
import { compile } from './compile.ts';

/** One of the lines is gone, or stands twice, or in another place. */
function changed(lines: readonly string[], kind: 'gone' | 'twice' | 'moved', from: number, to: number): readonly string[] {
  const line = lines[from % lines.length]!;
  const others = lines.filter((_, index) => index !== from % lines.length);
  if (kind === 'gone') return others;
  return (kind === 'twice' ? lines : others).toSpliced(to % lines.length, 0, line);
}

it('tells where a program was changed and changes nothing else of it, whatever was changed', () => {
  let toldOf = 0;
  fc.assert(
    fc.property(fc.nat(5000), fc.constantFrom('gone' as const, 'twice' as const, 'moved' as const), fc.nat(), fc.nat(), (seed, kind, from, to) => {
      const original = randomProgram(seed).replaceAll('; ', ';\n').replaceAll('{ ', '{\n');
      const text = changed(original.split('\n'), kind, from, to).join('\n');
      const [telling, plain] = [compile(text, { file: 'program', executor: 'virtual', original }), compile(text, { file: 'program', executor: 'virtual' })];
      expect(telling.ok).toBe(plain.ok);
      if (!telling.ok || !plain.ok) return;
      const places = /^ *\$edited\("program", (\d+), "[^"]*"\);\n/gm;
      for (const [, line] of telling.code.matchAll(places)) {
        toldOf += 1;
        expect(Number(line)).toBeGreaterThan(0);
        expect(Number(line)).toBeLessThanOrEqual(text.split('\n').length);
      }
      expect(telling.code.replace(places, '').replace(', edited: $edited', '')).toBe(plain.code);
    }),
    { numRuns: 30 },
  );
  expect(toldOf).toBeGreaterThan(5);
});
