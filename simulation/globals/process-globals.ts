import type { Runtime } from '../async/runtime.ts';
import { globalsOfRealm } from '../natives/own-realm.ts';
import { abortGlobals } from './abort.ts';
import { consoleOn } from './console.ts';
import { cryptoOn } from './crypto.ts';
import { dateOn } from './date.ts';
import { compiledHelpers, type Listeners } from './helpers.ts';
import { portableMath } from './math.ts';
import { structuredClone } from './structured-clone.ts';

/** What the globals of one process stand on. */
export interface GlobalsHost extends Listeners {
  readonly runtime: Runtime;
  /** The monotonic clock, in ms. */
  now(): number;
  /** The wall clock, in ms since 1970. */
  wallNow(): number;
  /** Chance in [0, 1). */
  random(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
  log(text: string): void;
}

/** What a compiled module is a function of: the runtime that its markers write to, and the globals that it may name. */
export interface Scope {
  readonly runtime: Runtime;
  readonly helpers: ReturnType<typeof compiledHelpers>;
  readonly globals: Readonly<Record<string, unknown>>;
}

/** The globals of one start of a process. Every start has its own, so that nothing outlives it. */
export function processGlobals(host: GlobalsHost): Scope {
  const { runtime } = host;
  const reportError = (error: unknown) => {
    runtime.rethrowBound(error);
    runtime.reportError(error);
  };
  const globals = {
    ...globalsOfRealm(),
    ...abortGlobals(reportError, (run, ms) => void host.setTimeout(run, ms)),
    ...timers(host),
    Math: { ...portableMath, random: () => host.random() },
    Promise: runtime.Promise,
    Date: dateOn(() => host.wallNow()),
    performance: {
      now: () => host.now(),
      get timeOrigin() {
        return host.wallNow() - host.now();
      },
    },
    queueMicrotask: (job: () => void) => {
      mustBeFunction(job, 'queueMicrotask');
      runtime.queueMicrotask(job);
    },
    structuredClone,
    reportError,
    console: consoleOn((text) => host.log(text), (error) => runtime.rethrowBound(error)),
    crypto: cryptoOn(() => host.random()),
  };
  return { runtime, helpers: compiledHelpers(runtime, host), globals };
}

function mustBeFunction(value: unknown, taker: string): void {
  if (typeof value !== 'function') throw new TypeError(`${taker} needs a function, got ${value === null ? 'null' : typeof value}.`);
}

type Callback = (...values: unknown[]) => void;

function timers(host: GlobalsHost) {
  const repeating = new Map<number, unknown>();
  let count = 0;
  const clear = (handle: unknown) => {
    if (typeof handle !== 'number') return host.clearTimeout(handle);
    host.clearTimeout(repeating.get(handle));
    repeating.delete(handle);
  };
  return {
    setTimeout: (run: Callback, ms = 0, ...values: unknown[]) => {
      mustBeFunction(run, 'setTimeout');
      return host.setTimeout(values.length === 0 ? run : () => run(...values), ms);
    },
    setInterval: (run: Callback, ms = 0, ...values: unknown[]) => {
      mustBeFunction(run, 'setInterval');
      const handle = (count += 1);
      // An interval of nothing would stop time, so it takes a millisecond, as it does in browsers.
      const period = ms >= 1 ? ms : 1;
      const turn = () => {
        repeating.set(handle, host.setTimeout(turn, period));
        run(...values);
      };
      repeating.set(handle, host.setTimeout(turn, period));
      return handle;
    },
    clearTimeout: clear,
    clearInterval: clear,
  };
}
