import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { runInThisContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import type { Executor } from '../compiler/frame.ts';
import { instantiated, inWords, nativeEffects, virtualEffects, type Effects, type Program, type Run } from './effects.ts';
import { NativeRuntime } from './native-runtime.ts';
import { randomProgram } from './random-program.ts';

const chunks = 10;
const chunkSize = 200;
const nativeCount = 200;

/** A program as Node runs it. */
async function inNode(run: Run): Promise<Effects> {
  unhandled.length = 0;
  const logged = await nativeEffects(run, () => setImmediate());
  return { logged, unhandled: [...unhandled] };
}

/** The function of a program that is not compiled at all. */
const asWritten = (text: string) =>
  runInThisContext(`(() => { "use strict"; ${text.replace('export function run', 'return function run')} })()`) as Run;

function compiled(text: string, executor: Executor): Program {
  const result = compile(text, { file: 'program', executor, isKnownToRun: true });
  if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `${line} ${message}`).join('\n'));
  return runInThisContext(result.code) as Program;
}

const unhandled: string[] = [];
const note = (reason: unknown) => void unhandled.push(inWords(reason));
const others = process.listeners('unhandledRejection');
beforeAll(() => {
  setMaxListeners(0);
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
});
afterAll(() => {
  process.off('unhandledRejection', note);
  for (const listener of others) process.on('unhandledRejection', listener);
});

describe('A compiled program', () => {
  it.each(Array.from({ length: chunks }, (_, chunk) => [chunk * chunkSize, (chunk + 1) * chunkSize - 1]))(
    'has its effects in the order that the engine gives them: programs %i to %i',
    { timeout: 120_000 },
    async (first, last) => {
      for (let seed = first; seed <= last; seed += 1) {
        const text = randomProgram(seed);
        const native = await inNode(asWritten(text));
        expect(virtualEffects(compiled(text, 'virtual')), `randomProgram(${seed}):\n${text}`).toEqual(native);
      }
    },
  );

  it('has them in the same order on the native executor', { timeout: 120_000 }, async () => {
    for (let seed = 0; seed < nativeCount; seed += 1) {
      const text = randomProgram(seed);
      const native = await inNode(asWritten(text));
      expect(await inNode(instantiated(compiled(text, 'native'), new NativeRuntime())), `randomProgram(${seed}):\n${text}`).toEqual(native);
    }
  });
});
