import { NativeRuntime } from '../../simulation/async/native-runtime.ts';
import { Runtime } from '../../simulation/async/runtime.ts';
import type { CompiledScenario, ModuleFunction } from '../../simulation/compiled-scenario.ts';
import { dataOf } from '../../simulation/load-simulation.ts';
import { simulateNatively } from '../../simulation/native/simulate-natively.ts';
import { resolveInput } from '../../simulation/run-input.ts';
import * as scenarioContracts from '../../simulation/scenario.ts';
import { simulate } from '../../simulation/simulate.ts';
import { EventHeap, type HeapEvent } from '../../simulation/time/event-heap.ts';
import { race, type Race } from '../race.ts';
import { callMachine } from './call.machine.ts';

/** The workload's two files, compiled for one executor. */
export interface CompiledWorkload {
  readonly scenario: ModuleFunction;
  readonly retrying: ModuleFunction;
}
export interface KernelRace {
  readonly race: Race;
  /** How many events one run dispatches; the same for every contestant. */
  readonly events: number;
  readonly hash: string;
  readonly nativeHash: string;
}

const compiledScenario = ({ scenario, retrying }: CompiledWorkload): CompiledScenario => ({
  slug: 'workload',
  scenario: { 'scenario.ts': scenario },
  imports: { '../../simulation/scenario.ts': scenarioContracts, 'call.machine.ts': { callMachine } },
  code: { retrying },
  mutants: {},
  decisive: {},
});

/** The floor: as many events through the same heap, each a callback that schedules the next one of its client. */
function callbackLoop(events: number): number {
  interface Callback extends HeapEvent {
    readonly run: () => void;
  }
  const heap = new EventHeap<Callback>();
  let now = 0;
  let sequence = 0;
  let state = 1;
  const schedule = (delay: number, run: () => void) => {
    sequence += 1;
    heap.push({ at: now + delay, sequence, cancelled: false, run });
  };
  const tick = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    schedule(1 + (state % 1000), tick);
  };
  for (let client = 0; client < 10; client += 1) tick();
  for (let done = 0; done < events; done += 1) {
    const event = heap.pop()!;
    now = event.at;
    event.run();
  }
  return now;
}

/** Runs the workload in every way, in this engine. */
export async function raceKernel(virtual: CompiledWorkload, native: CompiledWorkload, options: { readonly rounds: number; readonly roundMs: number }): Promise<KernelRace> {
  const onVirtual = compiledScenario(virtual);
  const onNative = compiledScenario(native);
  const data = dataOf(onVirtual);
  const input = resolveInput(data, { experiment: 'steady', seed: 1, knobs: {} });
  const nothing = { trace: false, hash: false, checks: false };
  const first = simulate(onVirtual, data, input, new Runtime());
  const firstNative = await simulateNatively(onNative, data, input, new NativeRuntime());
  if (first.status !== 'ended') throw new Error(`The workload ${first.status}: ${first.violation?.what ?? first.stop?.what ?? ''}`);
  const repeat = (run: () => unknown) => async (times: number) => {
    for (let done = 0; done < times; done += 1) await run();
  };
  const results = await race(
    [
      { name: 'kernel', run: repeat(() => simulate(onVirtual, data, input, new Runtime())) },
      { name: 'without', run: repeat(() => simulate(onVirtual, data, input, new Runtime(), nothing)) },
      { name: 'native', run: repeat(() => simulateNatively(onNative, data, input, new NativeRuntime())) },
      { name: 'callbacks', run: repeat(() => callbackLoop(first.events)) },
    ],
    options,
  );
  return { race: results, events: first.events, hash: first.hash, nativeHash: firstNative.hash };
}
