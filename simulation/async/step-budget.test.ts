import { describe, expect, it } from 'vitest';
import { bounds } from '../bounds.ts';
import { chargeTo } from '../natives/account.ts';
import { runCode } from '../testing/run-code.ts';
import { Runtime } from './runtime.ts';

const looping = 'export function loop(turns) {\n  for (let turn = 0; turn < turns; turn += 1);\n  return turns;\n}';

describe('The steps of a run', () => {
  it('are dealt out in slices, between which it gives signs of life, and are counted exactly', () => {
    const { runtime, exports } = runCode(looping);
    const told: number[] = [];
    runtime.onSteps = () => void told.push(runtime.steps);
    runtime.beginEvent();
    const before = runtime.steps;
    exports.loop!(10_500);
    expect(runtime.steps - before).toBe(10_501);
    expect(told.length).toBeGreaterThan(9);
    expect(told.length).toBeLessThan(12);
  });

  it('end an event that takes too many, in its line', () => {
    const { runtime, exports } = runCode(looping);
    runtime.beginEvent();
    expect(exports.loop!(bounds.stepsPerEvent - 1)).toBe(bounds.stepsPerEvent - 1);
    runtime.beginEvent();
    expect(() => exports.loop!(bounds.stepsPerEvent)).toThrow('One event ran more than');
    expect([runtime.cursor.file, runtime.cursor.line]).toEqual(['code', 2]);
  });

  it('end the run where all events together take too many, though none alone does', () => {
    const { runtime, exports } = runCode(looping);
    const each = bounds.stepsPerEvent / 2;
    let events = 0;
    expect(() => {
      for (;;) {
        runtime.beginEvent();
        exports.loop!(each);
        events += 1;
      }
    }).toThrow('steps in all');
    expect(events).toBe(Math.floor(bounds.steps / (each + 1)));
    expect(runtime.cursor.line).toBe(2);
  });

  it('are taken by a built-in for what it does, and one call that takes far too many is named', () => {
    const runtime = new Runtime();
    runtime.beginEvent();
    runtime.charge(bounds.stepsPerEvent - 10, 'a little');
    expect(() => runtime.charge(11, 'a little')).toThrow('One event ran more than');
    const other = new Runtime();
    other.beginEvent();
    expect(() => other.charge(2 ** 40, 'Filling a list is too much.')).toThrow('Filling a list is too much.');
  });

  it.each([
    ['a list', '[...all]', Array.from({ length: 4000 }, () => 0)],
    ['an object', '({ first: 1, ...all })', Object.fromEntries(Array.from({ length: 4000 }, (_, key) => [key, 0]))],
  ])('are taken by %s that is spread into another, for all that it has', (_, spread, all) => {
    const { runtime, exports } = runCode(`export const copy = (all) => ${spread};`);
    runtime.beginEvent();
    const before = runtime.steps;
    expect(exports.copy!(all)).toEqual(Array.isArray(all) ? all : { first: 1, ...all });
    expect(runtime.steps - before).toBe(1001);
  });
});

describe('A run that is asked to', () => {
  it('tells every line that it comes to from that many steps on, and takes the same steps', () => {
    const text = 'export function run() {\n  let sum = 0;\n  for (let turn = 0; turn < 3000; turn += 1) {\n    sum += Math.abs(turn);\n    sum -= Math.abs(1);\n  }\n  return sum;\n}';
    const plain = runCode(text);
    plain.runtime.beginEvent();
    const sum = plain.exports.run!();
    const { runtime, exports } = runCode(text);
    const lines: number[] = [];
    runtime.tellLines(2000, () => void lines.push(runtime.cursor.line));
    runtime.beginEvent();
    expect(exports.run!()).toBe(sum);
    expect(new Set(lines)).toEqual(new Set([4, 5]));
    expect(lines.length).toBeLessThan(2100);
    expect(runtime.steps).toBe(plain.runtime.steps);
  });
});

describe('A stop', () => {
  it.each([
    ['a function that is called by nothing of the code', 'const again = () =>\n  queueMicrotask(again);\nagain();'],
    ['calls that wait without end', 'const never = new Promise(() => undefined);\nconst wait = async () => { await never; };\nfor (;;) void wait();'],
    ['jobs without end', 'const settled = Promise.resolve();\nfor (;;) void settled.then(() => 1);'],
    ['rejections without end', 'for (;;) void Promise.reject(1);'],
    ['a text that doubles', "let all = 'x';\nfor (;;) all += all;"],
    ['a text that doubles in a template', "let all = 'x';\nfor (;;) all = `${all}${all}`;"],
    ['a field that doubles', "const all = { text: 'x' };\nfor (;;) all.text += all.text;"],
    ['a list that doubles', 'let all = [1];\nfor (;;) all = [...all, ...all];'],
    ['arguments without end', 'const all = [1];\nfor (;;) all.push(...all);'],
    ['a whole number that squares itself', 'let all = 3n;\nfor (;;) all *= all;'],
    ['a whole number that is shifted', 'let all = 3n;\nfor (;;) all = all << 5000n;'],
    ['a power of whole numbers', 'const all = 3n ** 1000000n;'],
    ['a clone of clones', 'let all = [1];\nfor (;;) all = [structuredClone(all), structuredClone(all)].flat();'],
  ])('of %s has a line, and is the same twice', (_, program) => {
    const stop = () => {
      const { runtime, exports } = runCode(`export function run() {\n${program}\n}`);
      chargeTo(runtime);
      runtime.beginEvent();
      let what = '';
      try {
        exports.run!();
        runtime.drain();
      } catch (error) {
        what = (error as Error).message;
      } finally {
        chargeTo(undefined);
      }
      return { what, isBound: runtime.bound?.message === what, steps: runtime.steps, line: runtime.cursor.line };
    };
    const first = stop();
    expect(first).toMatchObject({ isBound: true, what: expect.stringMatching(/./) as string });
    expect(first.line).toBeGreaterThan(1);
    expect(stop()).toEqual(first);
  });

  it('at the end of the engine’s own stack cannot be caught, nor outlived by a finally', () => {
    const { runtime, exports, logged } = runCode(`
      export function run(overflow) {
        try { overflow(); } catch ({ message }) { console.log('caught', message); }
      }
      export function last(overflow) {
        try { overflow(); } finally { console.log('finally'); }
      }`);
    const overflow = () => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    runtime.beginEvent();
    expect(() => exports.run!(overflow)).toThrow('deep');
    expect(() => exports.last!(overflow)).toThrow('deep');
    expect(logged).toEqual([]);
  });
});
