import { describe, expect, it } from 'vitest';
import { Runtime } from '../async/runtime.ts';
import { runCode } from '../testing/run-code.ts';
import { processGlobals } from './process-globals.ts';

/** Runs statements in an async function and gives what they logged. */
function logOf(statements: string, host: Parameters<typeof runCode>[1] = {}): readonly string[] {
  const { runtime, exports, logged } = runCode(`export async function run() { ${statements} }`, host);
  exports.run!();
  runtime.drain();
  expect(runtime.takeUnhandled()).toEqual([]);
  return logged;
}

/** Timers that a test fires itself. */
function handTimers() {
  const timers: { run: () => void; ms: number; cleared: boolean }[] = [];
  return {
    timers,
    host: {
      setTimeout: (run: () => void, ms: number) => timers[timers.push({ run, ms, cleared: false }) - 1],
      clearTimeout: (handle: unknown) => {
        if (handle !== undefined) (handle as { cleared: boolean }).cleared = true;
      },
    },
  };
}

describe('An AbortSignal', () => {
  it('tells its listeners once, in the order in which they came, with the reason', () => {
    expect(
      logOf(`
        const controller = new AbortController();
        const { signal } = controller;
        const removed = () => console.log('removed');
        signal.addEventListener('abort', removed);
        signal.addEventListener('abort', (event) => console.log('first', event.type, event.target === signal, signal.reason));
        signal.onabort = () => console.log('handler');
        signal.addEventListener('abort', { handleEvent: () => console.log('object') }, { once: true });
        signal.removeEventListener('abort', removed);
        console.log(signal.aborted, signal.reason);
        controller.abort('because');
        controller.abort('again');
        console.log(signal.aborted, signal.reason);`),
    ).toEqual(['false undefined', 'first abort true because', 'handler', 'object', 'true because']);
  });

  it('has an AbortError as its reason when none is given, and throws it when asked', () => {
    expect(
      logOf(`
        const signal = AbortSignal.abort();
        console.log(signal.reason instanceof DOMException, signal.reason instanceof Error, signal.reason.name, signal.reason.code);
        try { signal.throwIfAborted(); } catch (error) { console.log(error === signal.reason); }`),
    ).toEqual(['true true AbortError 20', 'true']);
  });

  it('made of several follows the first that aborts, also through another such signal', () => {
    expect(
      logOf(`
        const [one, two] = [new AbortController(), new AbortController()];
        const any = AbortSignal.any([one.signal, two.signal]);
        const outer = AbortSignal.any([any]);
        two.signal.addEventListener('abort', () => console.log('own', any.aborted));
        outer.addEventListener('abort', () => console.log('outer', outer.reason));
        any.addEventListener('abort', () => console.log('any', any.reason));
        two.abort('second');
        one.abort('first');
        console.log(AbortSignal.any([AbortSignal.abort('before')]).reason, AbortSignal.any([]).aborted);`),
    ).toEqual(['own true', 'any second', 'outer second', 'before false']);
  });

  it('with a time-out aborts with a TimeoutError by the clock of the process', () => {
    const { timers, host } = handTimers();
    const { exports, logged } = runCode(
      `export const run = () => { const signal = AbortSignal.timeout(250); signal.addEventListener('abort', () => console.log(signal.reason.name)); };`, { host },
    );
    exports.run!();
    expect(timers.map(({ ms }) => ms)).toEqual([250]);
    timers[0]!.run();
    expect(logged).toEqual(['TimeoutError']);
  });

  it('works with instanceof, and cannot be made with new', () => {
    expect(
      logOf(`
        console.log(new AbortController().signal instanceof AbortSignal, new AbortController() instanceof AbortController, new AbortController().signal instanceof EventTarget);
        try { new AbortSignal(); } catch (error) { console.log(error.name); }`),
    ).toEqual(['true true true', 'TypeError']);
  });
});

describe('An EventTarget', () => {
  it('can be extended, and lets a listener prevent and stop', () => {
    expect(
      logOf(`
        class Bus extends EventTarget { say(type) { return this.dispatchEvent(new Event(type, { cancelable: true })); } }
        const bus = new Bus();
        bus.addEventListener('word', (event) => { event.preventDefault(); event.stopImmediatePropagation(); console.log('first'); });
        bus.addEventListener('word', () => console.log('second'));
        console.log(bus.say('word'), bus.say('other'));`),
    ).toEqual(['first', 'false true']);
  });
});

describe('The timers', () => {
  it('are those of the process, and an interval goes on until it is cleared', () => {
    const { timers, host } = handTimers();
    const { exports, logged } = runCode(
      `let handle; export const run = () => { setTimeout((a, b) => console.log('once', a, b), 5, 1, 2); handle = setInterval(() => console.log('again'), 10); };
       export const stop = () => { clearInterval(handle); clearTimeout(undefined); };`, { host },
    );
    exports.run!();
    timers[0]!.run();
    timers[1]!.run();
    timers[2]!.run();
    exports.stop!();
    expect(logged).toEqual(['once 1 2', 'again', 'again']);
    expect(timers.map(({ ms, cleared }) => [ms, cleared])).toEqual([[5, false], [10, false], [10, false], [10, true]]);
  });

  it.each(['setTimeout', 'setInterval', 'queueMicrotask'])('refuse in %s what is not a function', (name) => {
    expect(logOf(`try { ${name}('code'); } catch (error) { console.log(error.message); }`)).toEqual([`${name} needs a function, got string.`]);
  });

  it('of an interval of nothing take a millisecond, so that time goes on', () => {
    const { timers, host } = handTimers();
    runCode('export const run = () => setInterval(() => undefined, 0);', { host }).exports.run!();
    expect(timers.map(({ ms }) => ms)).toEqual([1]);
  });
});

describe('Date', () => {
  const host = { wallNow: () => Date.UTC(2026, 0, 1, 12, 30), now: () => 1234.5 };

  it('stands on the wall clock of the process, and knows no time zone but UTC', () => {
    expect(
      logOf(
        `const now = new Date();
         console.log(Date.now(), now.getTime() === Date.now(), now.getHours(), now.getTimezoneOffset(), String(now));
         console.log(new Date(2026, 1, 3, 4, 5).toISOString(), new Date('2026-02-03T04:05').toISOString(), new Date('2026-02-03').getDate());
         now.setHours(0, 0, 0, 0);
         console.log(now.toJSON(), now instanceof Date, new Date('3 Feb 2026').getTime(), Date.UTC(2026, 0), performance.now(), performance.timeOrigin);`,
        { host },
      ),
    ).toEqual([
      `${host.wallNow()} true 12 0 Thu Jan 01 2026 12:30:00 GMT+0000 (Coordinated Universal Time)`,
      '2026-02-03T04:05:00.000Z 2026-02-03T04:05:00.000Z 3',
      `2026-01-01T00:00:00.000Z true NaN ${Date.UTC(2026, 0)} 1234.5 ${host.wallNow() - 1234.5}`,
    ]);
  });

  it('is as invalid as the language has it', () => {
    expect(logOf(`console.log(String(new Date('nonsense')), new Date(NaN).getTime(), new Date(undefined).getTime(), new Date(null).getTime());`)).toEqual([
      'Invalid Date NaN NaN 0',
    ]);
  });
});

describe('structuredClone', () => {
  it('copies data, collections, dates, errors, bytes and cycles', () => {
    expect(
      logOf(`
        const value = { list: [1, { two: 2 }], map: new Map([['k', new Set([1])]]), date: new Date(5), bytes: new Uint8Array([1, 2]), text: 'x', none: null, nothing: undefined };
        value.self = value;
        const copy = structuredClone(value);
        console.log(copy !== value, copy.self === copy, copy.list[1] !== value.list[1], copy.list[1].two, copy.map.get('k').has(1), copy.date.getTime(), copy.date instanceof Date, copy.bytes[1], 'nothing' in copy);
        const error = structuredClone(new RangeError('far', { cause: 'why' }));
        console.log(error instanceof RangeError, error.message, error.cause);
        class Point { x = 1; y() { return 2; } }
        console.log(structuredClone(new Point()) instanceof Point, structuredClone(new Point()).x);`),
    ).toEqual(['true true true 2 true 5 true 2 true', 'true far why', 'false 1']);
  });

  it.each(['() => 1', 'Symbol()', '{ f() {} }', '[new WeakMap()]', 'Promise.resolve()'])('refuses %s', (value) => {
    expect(logOf(`try { structuredClone(${value}); } catch (error) { console.log(error.name, error.code); }`)).toEqual(['DataCloneError 25']);
  });
});

describe('crypto', () => {
  it('draws from the chance of the process', () => {
    let drawn = 0;
    const host = { random: () => ((drawn += 1) % 256) / 256 };
    expect(logOf(`console.log(crypto.randomUUID(), crypto.getRandomValues(new Uint8Array(3)).join());`, { host })).toEqual([
      '01020304-0506-4708-890a-0b0c0d0e0f10 17,18,19',
    ]);
  });

  it('has a subtle that says what to use, when it is used', () => {
    expect(logOf(`const { subtle } = crypto; try { await subtle.digest('SHA-256', new Uint8Array()); } catch (error) { console.log(error.message); }`)).toEqual([
      'crypto.subtle answers at real time, not at the time of the simulation: pass signing and hashing to the code as a port.',
    ]);
  });
});

describe('console', () => {
  it('writes lines in the same words in every engine', () => {
    expect(
      logOf(`console.log('text', 1, -0, 2n, null, undefined, true, [1, 'a', [2]], { a: { b: 'c' } }, new Map([[1, { x: 2 }]]), new Set(['s']), new TypeError('no'), function named() {}, new Date(0), Symbol('s'));
             console.assert(1 === 2, 'wrong');`),
    ).toEqual([
      `text 1 0 2n null undefined true [1, "a", [2]] { a: { b: "c" } } Map { 1 => { x: 2 } } Set { "s" } TypeError: no [function named] 1970-01-01T00:00:00.000Z Symbol(s)`,
      'Assertion failed: wrong',
    ]);
  });
});

describe('The globals of two starts', () => {
  it('share no object that code can write to, but the language itself', () => {
    const runtime = new Runtime();
    const host = { runtime, now: () => 0, wallNow: () => 0, random: () => 0, setTimeout: () => 0, clearTimeout: () => undefined, log: () => undefined };
    const [one, two] = [processGlobals(host).globals, processGlobals(host).globals];
    for (const name of ['Math', 'crypto', 'console', 'performance', 'Date', 'AbortController', 'AbortSignal', 'setTimeout']) {
      expect(one[name], name).not.toBe(two[name]);
    }
  });
});
