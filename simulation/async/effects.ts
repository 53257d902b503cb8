import { processGlobals, type Scope } from '../globals/process-globals.ts';
import { Runtime } from './runtime.ts';

/** A random program's one function. It writes down a number per place, and a value where there is one. */
export type Run = (log: (place: number, value?: unknown) => void) => void;

/** What a program did, in order, and which rejections nobody handled. */
export interface Effects {
  readonly logged: readonly string[];
  readonly unhandled: readonly string[];
}

/** A compiled program, to be instantiated. */
export type Program = (scope: Scope, require: () => unknown) => { readonly run: Run };

/** The program's function, instantiated in a runtime. */
export function instantiated(program: Program, runtime: Runtime): Run {
  const scope = processGlobals({
    runtime, now: () => 0, wallNow: () => 0, random: () => 0, setTimeout: () => 0, clearTimeout: () => undefined, log: () => undefined,
  });
  return program(scope, () => ({})).run;
}

/** Runs a compiled program on the kernel's promises. */
export function virtualEffects(program: Program): Effects {
  const runtime = new Runtime();
  const { logged, log } = record();
  instantiated(program, runtime)(log);
  runtime.drain();
  return { logged, unhandled: runtime.takeUnhandled().map(({ reason }) => inWords(reason)) };
}

/** Runs a program on the engine's own promises. `settled` comes after the engine has run every job. */
export async function nativeEffects(run: Run, settled: () => Promise<unknown>): Promise<readonly string[]> {
  const { logged, log } = record();
  run(log);
  await settled();
  return logged;
}

function record() {
  const logged: string[] = [];
  const log = (place: number, value?: unknown) => {
    logged.push(`${place} ${inWords(value)}`);
  };
  return { logged, log };
}

/** A value without a word that an engine chose. */
export function inWords(value: unknown): string {
  if (value instanceof AggregateError) return `AggregateError${inWords(value.errors)}`;
  if (value instanceof Error) return value.name;
  if (Array.isArray(value)) return `[${value.map(inWords).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Object.prototype.toString.call(value) === '[object Promise]') return 'promise';
  return `{${Object.entries(value).map(([key, item]) => `${key}:${typeof item === 'function' ? '' : inWords(item)}`).join(' ')}}`;
}
