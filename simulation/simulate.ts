import { Runtime } from './async/runtime.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import { chargeTo } from './natives/account.ts';
import type { ResolvedInput } from './run-input.ts';
import type { RunResult } from './run.ts';
import type { ScenarioData } from './scenario.ts';
import type { Beat } from './simulation-file.ts';
import { Simulation, type Keeps } from './simulation.ts';

/** So few that they take no longer than a sign of life may be late, each with its share of slow steps. */
const eventsPerBeat = 10;

/**
 * Runs an input to its end, synchronously. The runs that it is compared with go first. `stepsBefore` is how many steps others have taken
 * by then: steps count on, so that a number of them means one place in all that is done for an input.
 */
export function simulate(
  compiled: CompiledScenario, data: ScenarioData, input: ResolvedInput, runtime: Runtime, keeps?: Keeps, beat?: Beat, tellsLinesFrom?: number, stepsBefore = 0,
): RunResult {
  const simulation = new Simulation(compiled, data, input, runtime, keeps);
  let before = stepsBefore;
  for (const beside of simulation.runsBeside()) {
    const own = new Runtime();
    simulation.compareWith(beside, simulate(compiled, data, beside.input, own, beside.keeps, beat, tellsLinesFrom, before));
    before += own.steps;
  }
  const place = () => {
    const at = simulation.place();
    return { ...at, steps: before + at.steps };
  };
  if (beat !== undefined) {
    beat(place, false); // the world stands: with many nodes that took its time
    runtime.onSteps = () => beat(place, false);
    if (tellsLinesFrom !== undefined) runtime.tellLines(tellsLinesFrom - before, () => beat(place, true));
  }
  chargeTo(runtime);
  // Nobody reads the stack of an error of a run; to write it down takes up to a third of a run that throws much.
  const { stackTraceLimit } = Error;
  Reflect.set(Error, 'stackTraceLimit', 0);
  try {
    for (let events = 1; simulation.dispatch(); events += 1) {
      simulation.drain();
      simulation.settle();
      if (beat !== undefined && events % eventsPerBeat === 0) beat(place, false);
    }
  } finally {
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit); // which code may have frozen
    chargeTo(undefined);
  }
  return simulation.result();
}
