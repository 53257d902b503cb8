import { Runtime } from './async/runtime.ts';
import { instantiateScenario, type CompiledScenario } from './compiled-scenario.ts';
import { withEdits } from './edits/with-edits.ts';
import { followsStatechart } from './judging.ts';
import { ownRealm } from './natives/own-realm.ts';
import { resolveInput } from './run-input.ts';
import type { PromiseText, ScenarioData } from './scenario.ts';
import { simulate } from './simulate.ts';
import type { SimulationFile } from './simulation-file.ts';
import { worldGlobals } from './simulation.ts';
import { statechartPicture } from './statechart-picture.ts';

/** The kernel and one compiled scenario, put together: what the one file per scenario offers. */
export function loadSimulation(compiled: CompiledScenario): SimulationFile {
  const data = dataOf(compiled);
  return {
    data,
    ownRealm,
    simulate(input, beat, edited, tellsLinesFrom) {
      const resolved = resolveInput(data, input);
      return simulate(withEdits(compiled, data, resolved, edited), data, resolved, new Runtime(), undefined, beat, tellsLinesFrom);
    },
    judge(input) {
      const { status, events, hash, promises, violation, stop } = simulate(compiled, data, resolveInput(data, input), new Runtime(), { trace: false, hash: true, checks: true });
      return { status, events, hash, promises, ...(violation === undefined ? {} : { violation }), ...(stop === undefined ? {} : { stop }) };
    },
  };
}

/** The data part of a scenario, as plain JSON. */
export function dataOf(compiled: CompiledScenario): ScenarioData {
  const { machine, promises, sentences: _sentences, start: _start, ...data } = instantiateScenario(compiled, worldGlobals({ runtime: new Runtime() }));
  return {
    ...data,
    slug: compiled.slug,
    promises: [...promises, followsStatechart].map(({ name, kind, label, meaning }): PromiseText => ({ name, kind, label, meaning })),
    statechart: statechartPicture(machine),
  };
}
