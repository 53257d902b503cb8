import type { HostileProgram } from './hostile-program.ts';
import { escapes } from './programs/escapes.ts';
import { floods, values } from './programs/floods.ts';
import { loops } from './programs/loops.ts';
import { memory } from './programs/memory.ts';
import { natives } from './programs/natives.ts';
import { reaches } from './programs/reaches.ts';
import { texts } from './programs/texts.ts';
import { timers } from './programs/timers.ts';

/** Every hostile program, by kind. */
export const hostilePrograms: Readonly<Record<string, readonly HostileProgram[]>> = {
  loops, timers, natives, memory, floods, values, reaches, escapes, texts,
};
