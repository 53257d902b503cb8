import { nativeEffects, virtualEffects, type Program, type Run } from '../async/effects.ts';
import { mathDigests } from './math-digests.ts';

/** A random program, compiled and as it is written. */
export interface CheckedProgram {
  readonly compiled: Program;
  readonly written: () => Run;
}

/** What the kernel makes of the programs, and its Math: the same in every engine. */
export const kernelSays = (programs: readonly CheckedProgram[]) => ({
  logged: programs.map(({ compiled }) => virtualEffects(compiled).logged.join('\n')).join('\n\n'),
  digests: mathDigests(),
});

/** Indexes of the programs that have their effects in another order on the promises of the engine that this runs in. */
export async function differingPrograms(programs: readonly CheckedProgram[]): Promise<number[]> {
  const differing: number[] = [];
  for (const [index, { compiled, written }] of programs.entries()) {
    const native = await nativeEffects(written(), () => new Promise((resolve) => setTimeout(resolve)));
    if (native.join('\n') !== virtualEffects(compiled).logged.join('\n')) differing.push(index);
  }
  return differing;
}
