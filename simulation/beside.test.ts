import { describe, expect, it } from 'vitest';
import { NativeRuntime } from './async/native-runtime.ts';
import { loadSimulation } from './load-simulation.ts';
import { simulateNatively } from './native/simulate-natively.ts';
import { resolveInput } from './run-input.ts';
import type { ScenarioPromise } from './scenario.ts';
import { compiledSmallWorld, smallWorld, type SmallWorld } from './testing/small-world.ts';

const answeredAt = 'mail.answered';

/** Two callees of one caller: what mail answers, and when, has nothing to do with stock, unless `shared` says so. */
const isolated: ScenarioPromise = {
  name: 'isolated',
  kind: 'safety',
  label: 'Mail answers as if stock were well',
  meaning: 'Every answer of mail comes at the microsecond at which it comes without the faults of stock.',
  beside: (faults) => faults.filter(({ target }) => !target.includes('stock')),
  watch: (judge, _knobs, beside) => {
    const expected = beside.filter(({ kind }) => kind === answeredAt);
    let seen = 0;
    return {
      [answeredAt]: (row) => {
        const other = expected[seen];
        seen += 1;
        if (other?.at === row.at) judge.held();
        else judge.broken(row, `Answer ${seen} of mail came at ${row.at}, not at ${other?.at}.`);
      },
    };
  },
};

const world: SmallWorld = {
  nodes: ['web', 'stock', 'mail'],
  links: ['web>stock', 'web>mail'],
  latencyMs: [5, 15],
  knobs: [{ kind: 'switch', name: 'shared', group: 'Web', label: 'Shared', help: 'Mail waits for stock.', default: false }],
  promises: [isolated],
  start(world, { knobs }) {
    world.node('web', (env) => {
      const ask = async () => {
        const stock = env.request('stock', null, { timeoutMs: 100 }).catch(() => undefined);
        if (knobs.shared === true) await stock;
        await env.request('mail', null, { timeoutMs: 100 });
        env.report('mail.answered');
      };
      env.arrivals(20, () => void ask());
      return {};
    });
    const callee = (env: { work(ms: number): Promise<void>; random(): number }) => ({ handle: () => env.work(env.random() * 20) });
    world.node('stock', callee);
    world.node('mail', callee);
  },
};
const slowStock = [{ atMs: 100, kind: 'slow', target: 'stock', factor: 30 }] as const;

describe('a promise that compares with a second run', () => {
  const run = smallWorld(world);

  it('is held at every row that is the same in both', () => {
    const { status, promises } = run({ faults: slowStock });
    expect(status).toBe('ended');
    expect(promises.find(({ name }) => name === 'isolated')!.checks).toBeGreaterThan(10);
  });

  it('is broken at the first row that is not', () => {
    const { status, violation, faults } = run({ faults: slowStock, knobs: { shared: true } });
    expect(status).toBe('violated');
    expect(violation?.promise).toBe('isolated');
    expect(violation!.at).toBeGreaterThan(100_000);
    expect(faults).toEqual(slowStock);
  });

  it('keeps in both what it does not ask to leave out', () => {
    const slowMail = { atMs: 100, kind: 'slow', target: 'mail', factor: 2 } as const;
    expect(run({ faults: [...slowStock, slowMail] }).status).toBe('ended');
  });

  it('has no part in the hash, and none in a run without the pattern', () => {
    expect(run({ faults: slowStock }).hash).toBe(smallWorld({ ...world, promises: [] })({ faults: slowStock }).hash);
    expect(run({ faults: slowStock, knobs: { shared: true }, control: true }).status).toBe('ended');
  });

  it('is not exercised where no fault differs', () => {
    expect(run().promises.find(({ name }) => name === 'isolated')).toMatchObject({ status: 'untested', checks: 0 });
    expect(run({ knobs: { shared: true } }).status).toBe('ended');
  });

  it('is not exercised where the second run does not come to its end', () => {
    const { status, promises } = smallWorld({
      ...world,
      promises: [{ ...isolated, beside: () => [] }],
      start(world) {
        for (const id of ['stock', 'mail']) world.node(id, () => ({}));
        world.node('web', (env) => {
          env.clock.setTimeout(() => env.report('mail.answered'), 50);
          env.clock.setTimeout(() => {
            for (;;) env.clock.now();
          }, 500);
          return {};
        });
      },
    })({ faults: [{ atMs: 100, kind: 'crash', target: 'web' }] });
    expect(status).toBe('ended');
    expect(promises.find(({ name }) => name === 'isolated')).toMatchObject({ status: 'untested', checks: 0 });
  });

  it('counts its steps on in the run that goes first, and tells lines from the same one of both on', () => {
    const nodes = ['web', 'stock', 'mail'];
    const { simulate: simulateWith, data } = loadSimulation(
      compiledSmallWorld({
        ...world,
        nodes,
        code: { counter: 'export function count(to: number): number {\n  let sum = 0;\n  for (let each = 0; each < to; each += 1) sum += each;\n  return sum;\n}\n' },
        start(small) {
          for (const id of ['stock', 'mail']) small.node(id, () => ({}));
          small.node('web', (env, code) => {
            env.clock.setTimeout(() => env.log(String((code as unknown as { counter: { count(to: number): number } }).counter.count(5000))), 10);
            return {};
          });
        },
      }),
    );
    const input = { experiment: 'only', seed: 1, knobs: {}, faults: slowStock };
    expect(data.promises).toHaveLength(2);
    const stepsTold = (from: number) => {
      const steps: number[] = [];
      simulateWith(input, (place, tellsLines) => void (tellsLines && steps.push(place().steps)), undefined, from);
      return steps;
    };
    const all = stepsTold(0);
    expect(all).toEqual(all.toSorted((one, other) => one - other));
    const late = stepsTold(7000);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(5000);
    expect(late.length).toBeLessThan(all.length / 1.5);
  });

  it('compares on native promises too', async () => {
    const compiled = compiledSmallWorld(world, 'native');
    const { data } = loadSimulation(compiledSmallWorld(world));
    const natively = (shared: boolean) =>
      simulateNatively(compiled, data, resolveInput(data, { experiment: 'only', seed: 1, knobs: { shared }, faults: slowStock }), new NativeRuntime());
    expect((await natively(false)).hash).toBe(run({ faults: slowStock }).hash);
    expect((await natively(true)).violation?.promise).toBe('isolated');
  });
});
