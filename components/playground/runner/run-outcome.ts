import type { RunResult } from '@/simulation/run.ts';

/** A place in a pattern's code, as far as it is known: the file's name without `.ts`, and a line that counts from 1. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
}

/** A run, or why there is none, in a sentence for the reader, and the line that it is about, where there is one. `superseded` by a later input needs no telling. */
export type RunOutcome =
  | { readonly kind: 'run'; readonly result: RunResult }
  | { readonly kind: 'superseded' }
  | ({ readonly kind: 'refused' | 'unloaded' | 'garbled' | 'uncompiled' | 'stopped' } & Told)
  /** Where the line is still being looked for, it follows. */
  | ({ readonly kind: 'silent'; readonly located?: Promise<Told> } & Told);

export interface Told {
  readonly sentence: string;
  readonly place?: CodePlace;
}

export const superseded: RunOutcome = { kind: 'superseded' };

/** `pattern.ts, line 51` */
export const placeWords = ({ file, line }: CodePlace): string => `${file}.ts, line ${line}`;
