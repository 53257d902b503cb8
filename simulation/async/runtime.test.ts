import { describe, expect, it } from 'vitest';
import { BoundReached, bounds } from '../bounds.ts';
import { runCode } from '../testing/run-code.ts';
import { Runtime } from './runtime.ts';

describe('A dead process', () => {
  const code = `
    export async function wait(promise) { await promise; console.log('after the await'); }
    export function hear(promise) { promise.then(() => console.log('then')); queueMicrotask(() => console.log('microtask')); }
    export async function loop(items) { try { for await (const item of items) console.log(item); } finally { console.log('finally'); } }
  `;

  it('never goes on after an await, in a then or in a microtask', () => {
    const owner = { alive: true };
    const { runtime, exports, logged } = runCode(code, { owner });
    let release: (value: unknown) => void = () => undefined;
    const promise = new runtime.Promise((resolve) => (release = resolve));
    exports.wait!(promise);
    exports.hear!(promise);
    exports.loop!([promise]);
    owner.alive = false;
    release(1);
    runtime.drain();
    expect(logged).toEqual([]);
  });

  it('ends in the middle of a drain', () => {
    const owner = { alive: true };
    const { runtime, exports, logged } = runCode(code, { owner });
    exports.wait!(1);
    runtime.owner = null;
    runtime.queueMicrotask(() => (owner.alive = false));
    runtime.owner = owner;
    exports.wait!(2);
    runtime.drain();
    expect(logged).toEqual(['after the await']);
  });

  it('has no suspensions and no unhandled rejections', () => {
    const owner = { alive: true };
    const { runtime, exports } = runCode(`export async function fail() { null.nothing; }\n${code}`, { owner });
    exports.wait!(new runtime.Promise(() => undefined));
    exports.fail!();
    owner.alive = false;
    expect(runtime.suspensions.told(runtime.cursor)).toEqual([]);
    expect(runtime.takeUnhandled()).toEqual([]);
  });

  it('leaves the processes that live alone, and each job runs as its own', () => {
    const [one, two] = [{ alive: true }, { alive: true }];
    const runtime = new Runtime();
    const seen: unknown[] = [];
    for (const owner of [one, two]) {
      runtime.owner = owner;
      void runtime.Promise.resolve().then(() => seen.push(runtime.owner));
    }
    one.alive = false;
    runtime.drain();
    expect(seen).toEqual([two]);
    expect(runtime.owner).toBeNull();
  });
});

describe('A rejection that nobody handles', () => {
  const code = `export async function inner() {
  await null;
  const nothing = undefined;
  return nothing.field;
}
export async function outer() { await inner(); }
export function late() { const promise = inner(); queueMicrotask(() => queueMicrotask(() => promise.catch(() => undefined))); }
export function lost(promise) {
  promise.then((value) => value);
}
export function microtask() { queueMicrotask(() => { throw new Error('from a microtask'); }); }
export function listener() {
  const controller = new AbortController();
  controller.signal.addEventListener('abort', () => { throw new Error('from a listener'); });
  controller.abort();
  console.log('went on');
}
`;

  it('is reported with its process, file and line', () => {
    const owner = { alive: true };
    const { runtime, exports } = runCode(code, { owner });
    exports.inner!();
    runtime.drain();
    const [unhandled, ...rest] = runtime.takeUnhandled();
    expect(rest).toEqual([]);
    expect(unhandled).toMatchObject({ owner, file: 'code', line: 4 });
    expect(unhandled!.reason).toBeInstanceOf(TypeError);
    expect(runtime.takeUnhandled()).toEqual([]);
  });

  it('is reported once, where it leaves the last async function', () => {
    const { runtime, exports } = runCode(code);
    exports.outer!();
    runtime.drain();
    expect(runtime.takeUnhandled()).toMatchObject([{ file: 'code', line: 6 }]);
  });

  it('is not reported when it is handled before the jobs are drained', () => {
    const { runtime, exports } = runCode(code);
    exports.late!();
    runtime.drain();
    expect(runtime.takeUnhandled()).toEqual([]);
  });

  it('has the line of the then that lost it, when the reason came from the kernel', () => {
    const { runtime, exports } = runCode(code);
    exports.lost!(runtime.Promise.reject(new Error('no answer')));
    runtime.cursor.depth = 0;
    runtime.drain();
    expect(runtime.takeUnhandled()).toMatchObject([{ file: 'code', line: 9 }]);
  });

  it.each([['microtask', 11, 'from a microtask'], ['listener', 14, 'from a listener']])('and an error of a %s are told alike', (name, line, message) => {
    const { runtime, exports } = runCode(code);
    exports[name]!();
    runtime.drain();
    expect(runtime.takeUnhandled()).toMatchObject([{ file: 'code', line, reason: { message } }]);
  });
});

describe('A suspended await', () => {
  const code = `export async function ask(promise) {
  const answer =
    await promise;
  return answer;
}
export async function above(promise) { return [await ask(promise)]; }
export async function all(promise) { await Promise.all([promise]); }
export async function* items() { yield 1; await new Promise(() => undefined); }
export async function loop() {
  for await (const item of items()) console.log(item);
}
`;

  it('is known with file, line and what it waits for', () => {
    const owner = { alive: true };
    const { runtime, exports } = runCode(code, { owner });
    const promise = new runtime.Promise(() => undefined);
    runtime.label(promise, 'the answer of payments');
    exports.ask!(promise);
    runtime.drain();
    expect(runtime.suspensions.told(runtime.cursor)).toEqual([{ owner, file: 'code', line: 3, waitsFor: 'the answer of payments' }]);
  });

  it('of a caller waits for what the called function waits for, and a derived promise for what the first one does', () => {
    const { runtime, exports } = runCode(code);
    const promise = new runtime.Promise(() => undefined);
    runtime.label(promise, 'the answer of payments');
    exports.above!(promise.then((value) => value));
    runtime.drain();
    expect(runtime.suspensions.told(runtime.cursor).map(({ line, waitsFor }) => [line, waitsFor])).toEqual([
      [3, 'the answer of payments'],
      [6, 'the answer of payments'],
    ]);
  });

  it('is forgotten once it goes on', () => {
    const { runtime, exports } = runCode(code);
    exports.above!(1);
    exports.all!(new runtime.Promise(() => undefined));
    runtime.drain();
    expect(runtime.suspensions.told(runtime.cursor)).toMatchObject([{ line: 7, waitsFor: 'every value of Promise.all' }]);
  });

  it('of a for await loop is that of the loop, and that of the generator', () => {
    const { runtime, exports, logged } = runCode(code);
    exports.loop!();
    runtime.drain();
    expect(logged).toEqual(['1']);
    expect(new Set(runtime.suspensions.told(runtime.cursor).map(({ line }) => line))).toEqual(new Set([8, 10]));
  });
});

describe('A bound', () => {
  const endless = {
    'a loop': 'for (;;) {}',
    'a loop that catches': 'for (;;) { try { for (;;) {} } catch { console.log("caught"); } finally { console.log("finally"); } }',
    'a do loop': 'do { continue; } while (true);',
    'a function that calls itself': 'const again = () => again(); again();',
    'a method that calls itself through map': 'const again = () => [1].map(again); again();',
    'a getter that reads itself': 'const object = { get field() { return object.field; } }; object.field;',
    'a default that calls its function': 'function again(value = again()) { return value; } again();',
    'a field that makes its class': 'class Again { field = new Again(); } new Again();',
    'a toJSON that serialises itself': 'const object = { toJSON: () => JSON.stringify(object) }; JSON.stringify(object);',
    'a generator of itself': 'function* again() { yield* again(); } [...again()];',
    'an async function that calls itself': 'const again = async () => { await again(); }; again();',
    'an async function that calls itself when it fails': 'const again = async () => { try { await again(); } catch { console.log("caught"); } finally { console.log("finally"); await 1; } }; again();',
    'a chain of microtasks': 'const again = () => queueMicrotask(again); again();',
    'a chain of thens': 'const again = () => { Promise.resolve().then(again); }; again();',
    'a thenable of itself': 'const again = { then(resolve) { resolve(again); } }; Promise.resolve(again);',
    'a loop that awaits': '(async () => { for (;;) await null; })();',
    'a for await loop': '(async () => { for await (const item of (async function* () { for (;;) yield 1; })()) item; })();',
  };

  it.each(Object.entries(endless))('ends %s, and nothing of the code goes on', (_name, statements) => {
    const { runtime, exports, logged } = runCode(`export function run() { ${statements} }\nexport function alsoRun() { console.log('went on'); }`);
    const told: string[] = [];
    runtime.onBound = (what) => told.push(what);
    runtime.beginEvent(50_000);
    const run = () => {
      exports.run!();
      runtime.drain();
    };
    expect(run).toThrow(BoundReached);
    expect(told).toHaveLength(1);
    expect(runtime.bound?.message).toBe(told[0]);
    expect(() => exports.alsoRun!()).toThrow(BoundReached);
    expect(() => runtime.drain()).toThrow(BoundReached);
    expect(logged).toEqual([]);
  });

  it('is told with the line where it was reached', () => {
    const { runtime, exports } = runCode('export function run() {\n  let turns = 0;\n  for (;;)\n    turns += 1;\n}');
    runtime.beginEvent(100);
    expect(() => exports.run!()).toThrow('endless loop');
    expect([runtime.cursor.file, runtime.cursor.line]).toEqual(['code', 4]);
  });

  it('is not reached by calls that return, throw, yield or await', () => {
    const { runtime, exports } = runCode(`
      const fails = (depth) => { if (depth === 0) throw new Error('bottom'); fails(depth - 1); };
      function* counts(end) { try { for (let item = 0; item < end; item += 1) yield item; } finally { end = 0; } }
      const resumes = async (times) => { await null; return times === 0 ? 'done' : resumes(times - 1); };
      export async function run(log) {
        for (let turn = 0; turn < 2000; turn += 1) {
          try { fails(50); } catch { turn += 0; }
          for (const item of counts(3)) if (item === 1) break;
          [3, 1, 2].map((item) => [...counts(item)].length).sort((one, other) => one - other);
          await resumes(1);
          try { await Promise.reject('rejected'); } catch { turn += 0; }
        }
        return resumes(${bounds.depth * 3});
      }`);
    let result: unknown;
    void (exports.run!() as Promise<unknown>).then((value) => (result = value));
    runtime.drain();
    expect(runtime.takeUnhandled()).toEqual([]);
    expect(result).toBe('done');
  });

  it('lets calls nest as deep as it says', () => {
    const { exports } = runCode('export const dive = (depth) => (depth <= 1 ? 0 : 1 + dive(depth - 1));');
    expect(exports.dive!(bounds.depth - 1)).toBe(bounds.depth - 2);
    expect(() => exports.dive!(bounds.depth + 1)).toThrow(`more than ${bounds.depth} deep`);
  });
});

describe('The promises of a run', () => {
  it('are told apart from those of another run and from native ones, which are awaited as thenables', () => {
    const { runtime, exports, logged } = runCode('export async function read(promise) { console.log(await promise, promise instanceof Promise); }');
    const other = new Runtime();
    exports.read!(other.Promise.resolve('other'));
    exports.read!(runtime.Promise.resolve('own'));
    runtime.drain();
    other.drain();
    runtime.drain();
    expect(logged).toEqual(['own true', 'other true']);
  });

  it('can be subclassed', () => {
    const { runtime, exports, logged } = runCode(`
      class Task extends Promise { named() { return 'task'; } }
      export async function run() { const task = new Task((resolve) => resolve(1)); console.log(task.named(), task instanceof Promise, await task.then((value) => value + 1)); }`);
    exports.run!();
    runtime.drain();
    expect(logged).toEqual(['task true 2']);
  });
});
