import { nativeEffects, virtualEffects, type Program, type Run } from '../async/effects.ts';
import { mathDigests } from '../globals/math-digests.ts';

/** A random program, compiled and as it is written. */
export interface CheckedProgram {
  readonly compiled: Program;
  readonly written: () => Run;
}
export interface EngineCheck {
  /** Indexes of programs whose effects came in another order than the engine's own. */
  readonly different: readonly number[];
  /** Everything that the compiled programs logged: the same text in every engine. */
  readonly logged: string;
  readonly digests: Readonly<Record<string, string>>;
}

/** Holds the kernel's promises and Math against the engine that it runs in. Needs nothing but that engine. */
export async function checkEngine(programs: readonly CheckedProgram[]): Promise<EngineCheck> {
  const different: number[] = [];
  const all: string[] = [];
  for (const [index, { compiled, written }] of programs.entries()) {
    const logged = virtualEffects(compiled).logged.join('\n');
    const native = await nativeEffects(written(), () => new Promise((resolve) => setTimeout(resolve)));
    if (native.join('\n') !== logged) different.push(index);
    all.push(logged);
  }
  return { different, logged: all.join('\n\n'), digests: mathDigests() };
}
