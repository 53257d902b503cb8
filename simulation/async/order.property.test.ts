import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { runInThisContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { inWords, nativeEffects, virtualEffects, type Effects, type Run } from './effects.ts';
import { randomProgram } from './random-program.ts';

const chunks = 10;
const chunkSize = 200;

/** The program as Node runs it. */
async function inNode(text: string): Promise<Effects> {
  const run = runInThisContext(`(() => { "use strict"; ${text.replace('export function run', 'return function run')} })()`) as Run;
  unhandled.length = 0;
  const logged = await nativeEffects(run, () => setImmediate());
  return { logged, unhandled: [...unhandled] };
}

/** The program as it is compiled. */
function compiled(text: string): Effects {
  const result = compile(text, { file: 'program', executor: 'virtual', isKnownToRun: true });
  if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `${line} ${message}`).join('\n'));
  return virtualEffects(runInThisContext(result.code) as Parameters<typeof virtualEffects>[0]);
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
        const native = await inNode(text);
        expect(compiled(text), `randomProgram(${seed}):\n${text}`).toEqual(native);
      }
    },
  );
});
