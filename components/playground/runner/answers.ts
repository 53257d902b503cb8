import { noEdits } from '@/simulation/edits/edits.ts';
import type { RunInput, RunResult } from '@/simulation/run.ts';
import { isSame } from '@/simulation/is-same.ts';

/** This run says of itself that it is the one that the input asks for. Knobs and faults that the input leaves out are the experiment's. */
export const answers = (run: RunResult, { experiment, seed, knobs, faults, mutant = '', edits = noEdits, control = false }: RunInput): boolean =>
  run.experiment === experiment && run.seed === seed && run.mutant === mutant && run.control === control && isSame(run.edits, edits) &&
  Object.entries(knobs).every(([name, value]) => run.knobs[name] === value) && (faults === undefined || isSame(run.faults, faults));
