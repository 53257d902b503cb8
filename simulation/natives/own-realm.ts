import { languageGlobals } from '../globals/language-globals.ts';
import { meterPrototypes } from './meter-prototypes.ts';
import { meteredGlobals } from './metered-globals.ts';

let globals: Readonly<Record<string, unknown>> = languageGlobals;

/** The part of the language that the code of a run finds in its scope. */
export const globalsOfRealm = (): Readonly<Record<string, unknown>> => globals;

/**
 * Says that this realm is a run's own, and is thrown away after it: its built-ins may be changed. What goes over a whole collection, or makes one, at one
 * step of the code is then charged to the run, so that it stops where its memory or patience would end, at the same event in every engine.
 */
export function ownRealm(): void {
  if (globals !== languageGlobals) return;
  globals = { ...languageGlobals, ...meteredGlobals(languageGlobals) };
  meterPrototypes();
  // Stacks are worded by the engine, and would be most of an error's memory.
  if ('stackTraceLimit' in Error) Error.stackTraceLimit = 0;
}
