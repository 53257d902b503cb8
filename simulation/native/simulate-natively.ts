import { NativeRuntime } from '../async/native-runtime.ts';
import type { CompiledScenario } from '../compiled-scenario.ts';
import type { ResolvedInput } from '../run-input.ts';
import type { RunResult } from '../run.ts';
import type { ScenarioData } from '../scenario.ts';
import { Simulation, type Keeps } from '../simulation.ts';

/**
 * Runs an input on the engine's own promises: after each event a macrotask lets their job queue empty. For tests, which hold the
 * compiled executor against it, and for benches; a crash cannot end suspended code here.
 */
export async function simulateNatively(compiled: CompiledScenario, data: ScenarioData, input: ResolvedInput, runtime: NativeRuntime, keeps?: Keeps): Promise<RunResult> {
  const simulation = new Simulation(compiled, data, input, runtime, keeps);
  for (const beside of simulation.runsBeside()) {
    simulation.compareWith(beside, await simulateNatively(compiled, data, beside.input, new NativeRuntime(), beside.keeps));
  }
  const { port1, port2 } = new MessageChannel();
  const macrotask = () =>
    new Promise<void>((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  while (simulation.dispatch()) {
    await macrotask();
    simulation.settle();
  }
  port1.close();
  return simulation.result();
}
