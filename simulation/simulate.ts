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

/** Runs an input to its end, synchronously. */
export function simulate(
  compiled: CompiledScenario, data: ScenarioData, input: ResolvedInput, runtime: Runtime, keeps?: Keeps, beat?: Beat, tellsLinesFrom?: number,
): RunResult {
  const simulation = new Simulation(compiled, data, input, runtime, keeps);
  for (const beside of simulation.runsBeside()) {
    simulation.compareWith(beside, simulate(compiled, data, beside.input, new Runtime(), beside.keeps, beat, tellsLinesFrom));
  }
  const { place } = simulation;
  if (beat !== undefined) {
    runtime.onSteps = () => beat(place, false);
    if (tellsLinesFrom !== undefined) runtime.tellLines(tellsLinesFrom, () => beat(place, true));
  }
  chargeTo(runtime);
  try {
    for (let events = 1; simulation.dispatch(); events += 1) {
      simulation.drain();
      simulation.settle();
      if (beat !== undefined && events % eventsPerBeat === 0) beat(place, false);
    }
  } finally {
    chargeTo(undefined);
  }
  return simulation.result();
}
