import { describe, expect, it } from 'vitest';
import { NativeRuntime } from './async/native-runtime.ts';
import { dataOf, loadSimulation } from './load-simulation.ts';
import { simulateNatively } from './native/simulate-natively.ts';
import { resolveInput } from './run-input.ts';
import { compiledSmallWorld, type SmallWorld } from './testing/small-world.ts';

interface Counter {
  compare(one: string, other: string): number;
  pause(): Promise<void>;
}

const counter = `
export function compare(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
export async function pause(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await structuredClone([turn, [turn]]);
}
`;
const world: SmallWorld = {
  nodes: ['store'],
  code: { counter },
  start(small) {
    small.node('store', (env, code) => {
      const { compare, pause } = (code as unknown as { counter: Counter }).counter;
      const costOf = (other: string) => {
        const before = env.steps();
        compare('secret', other);
        return env.steps() - before;
      };
      const run = async () => {
        env.report('compared', { steps: ['guess', 'secure', 'secret'].map(costOf) });
        const before = env.steps();
        await pause();
        env.report('paused', { steps: env.steps() - before });
      };
      void run();
      return {};
    });
  },
};
const input = { experiment: 'only', seed: 1, knobs: {} };

describe('The steps that a process is told', () => {
  const { rows, hash } = loadSimulation(compiledSmallWorld(world)).simulate(input);
  const told = (kind: string) => rows.find((row) => row.kind === kind)?.data.steps;

  it('are the calls and turns of the code, so that a compare which ends early shows', () => {
    expect(told('compared')).toEqual([1, 4, 7]);
  });

  it('leave out those of jobs and built-ins', () => {
    expect(told('paused')).toBe(4);
  });

  it('are the same on native promises', async () => {
    const native = compiledSmallWorld(world, 'native');
    const data = dataOf(native);
    expect((await simulateNatively(native, data, resolveInput(data, input), new NativeRuntime())).hash).toBe(hash);
  });
});
