import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { runInThisContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import type { Executor } from '../compiler/frame.ts';
import { instantiated, inWords, nativeEffects, virtualEffects, type Effects, type Program, type Run } from '../async/effects.ts';
import { NativeRuntime } from '../async/native-runtime.ts';
import { randomProgram } from '../async/random-program.ts';

const chunkSize = 200;

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

/** Hears what a program leaves unhandled, in place of the test runner, for as long as a file's tests run. */
export function hearUnhandled(): void {
  const others = process.listeners('unhandledRejection');
  beforeAll(() => {
    setMaxListeners(0);
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
  });
  afterAll(() => {
    process.off('unhandledRejection', note);
    for (const listener of others) process.on('unhandledRejection', listener);
  });
}

/** Holds so many random programs, from a seed on, against the engine that the tests run in. */
export function itKeepsTheOrder(from: number, count: number): void {
  it.each(Array.from({ length: count / chunkSize }, (_, chunk) => [from + chunk * chunkSize, from + (chunk + 1) * chunkSize - 1]))(
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
}

/** The same of the first so many where they are compiled for native promises. */
export function itKeepsTheOrderNatively(count: number): void {
  it('has them in the same order on the native executor', { timeout: 120_000 }, async () => {
    for (let seed = 0; seed < count; seed += 1) {
      const text = randomProgram(seed);
      const native = await inNode(asWritten(text));
      expect(await inNode(instantiated(compiled(text, 'native'), new NativeRuntime())), `randomProgram(${seed}):\n${text}`).toEqual(native);
    }
  });
}
