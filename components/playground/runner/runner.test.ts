import { describe, expect, it } from 'vitest';
import type { RunInput } from '@/simulation/run.ts';
import { sampleRun } from '@/simulation/views/frame-sample.ts';
import type { RunOutcome } from './run-outcome.ts';
import { SandboxRunner } from './runner.ts';
import type { Sandbox, SandboxMessage, SandboxOrder } from './sandbox.ts';

/** A page in the hand: sandboxes that say what the test says, and time that passes when the test lets it. */
function page(load: () => Promise<string> = async () => 'the file') {
  const sandboxes: { orders: SandboxOrder[]; removed: boolean; say: (message: SandboxMessage) => void }[] = [];
  let timers: { ms: number; isOver: () => void }[] = [];
  const runner = new SandboxRunner({
    load,
    compile: async () => ({ ok: true, files: [] }),
    open: (receive): Sandbox => {
      const sandbox = { orders: [] as SandboxOrder[], removed: false, say: receive };
      sandboxes.push(sandbox);
      return { send: (order) => void sandbox.orders.push(order), remove: () => void (sandbox.removed = true) };
    },
    wait: (ms, isOver) => {
      const timer = { ms, isOver };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
  });
  const pass = (ms: number) => {
    const due = timers.filter((timer) => timer.ms <= ms);
    timers = timers.filter((timer) => timer.ms > ms);
    for (const { isOver } of due) isOver();
  };
  return { runner, sandboxes, pass, waits: () => timers.map(({ ms }) => ms) };
}
const input = (seed: number): RunInput => ({ experiment: 'slow', seed, knobs: {} });
const result = (run: number): SandboxMessage => ({ type: 'result', run, json: JSON.stringify(sampleRun([])) });
const settled = async () => void (await new Promise((resolve) => setTimeout(resolve, 0)));

describe('a runner', () => {
  it('gives the file to a sandbox, waits until it stands, and asks for the run', async () => {
    const { runner, sandboxes } = page();
    const outcome = runner.run(input(1));
    await settled();
    expect(sandboxes[0]!.orders).toMatchObject([{ type: 'load', source: expect.stringContaining('the file') }]);
    sandboxes[0]!.say({ type: 'loaded' });
    expect(sandboxes[0]!.orders[1]).toMatchObject({ type: 'run', run: 1, input: { seed: 1 } });
    sandboxes[0]!.say(result(1));
    expect(await outcome).toMatchObject({ kind: 'run', result: { slug: 'sample' } });
  });

  it('lets the latest input win', async () => {
    const { runner, sandboxes } = page();
    const outcomes: RunOutcome['kind'][] = [];
    for (const seed of [1, 2, 3]) void runner.run(input(seed)).then(({ kind }) => outcomes.push(kind));
    await settled();
    const [sandbox] = sandboxes;
    sandbox!.say({ type: 'loaded' });
    sandbox!.say(result(1));
    await settled();
    sandbox!.say(result(3));
    await settled();
    expect(outcomes.toSorted()).toEqual(['run', 'run', 'superseded']);
    expect(sandbox!.orders.slice(1)).toMatchObject([{ input: { seed: 1 } }, { input: { seed: 3 } }]);
  });

  it('removes a sandbox that falls silent during a run, says so, and uses a fresh one next time', async () => {
    const { runner, sandboxes, pass } = page();
    const outcome = runner.run(input(1));
    await settled();
    sandboxes[0]!.say({ type: 'loaded' });
    pass(1000);
    expect(sandboxes[0]!.removed).toBe(false);
    pass(1000);
    expect(await outcome).toMatchObject({ kind: 'silent', sentence: expect.stringContaining('no sign of life for 1 s') });
    expect(sandboxes[0]!.removed).toBe(true);
    const next = runner.run(input(2));
    await settled();
    sandboxes[1]!.say({ type: 'loaded' });
    sandboxes[1]!.say(result(2));
    expect(await next).toMatchObject({ kind: 'run' });
  });

  it('lets a run last as long as it gives signs of life', async () => {
    const { runner, sandboxes, pass, waits } = page();
    const outcome = runner.run(input(1));
    await settled();
    sandboxes[0]!.say({ type: 'loaded' });
    pass(1000);
    sandboxes[0]!.say({ type: 'beat' });
    expect(waits()).toEqual([1000]);
    sandboxes[0]!.say(result(1));
    expect(await outcome).toMatchObject({ kind: 'run' });
    expect(waits()).toEqual([]);
  });

  it('hands on what is wrong with an input, in the words of the simulation', async () => {
    const { runner, sandboxes } = page();
    const outcome = runner.run(input(-1));
    await settled();
    sandboxes[0]!.say({ type: 'loaded' });
    sandboxes[0]!.say({ type: 'refused', run: 1, name: 'InputError', message: 'The seed must be a whole number.' });
    expect(await outcome).toEqual({ kind: 'refused', sentence: 'The seed must be a whole number.' });
    expect(sandboxes[0]!.removed).toBe(false);
  });

  it('shows nothing that is not a run', async () => {
    const { runner, sandboxes } = page();
    const outcome = runner.run(input(1));
    await settled();
    sandboxes[0]!.say({ type: 'loaded' });
    sandboxes[0]!.say({ type: 'result', run: 1, json: '{"rows":"<script>"}' });
    expect(await outcome).toMatchObject({ kind: 'garbled' });
    expect(sandboxes[0]!.removed).toBe(true);
  });

  it('says when the file cannot be had, and fetches it again next time', async () => {
    let attempts = 0;
    const { runner, sandboxes } = page(async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('offline');
      return 'the file';
    });
    expect(await runner.run(input(1))).toMatchObject({ kind: 'unloaded', sentence: expect.stringContaining('could not be fetched') });
    void runner.run(input(2));
    await settled();
    expect(sandboxes).toHaveLength(1);
  });

  it('takes everything down when it is disposed of', async () => {
    const { runner, sandboxes, waits } = page();
    const outcome = runner.run(input(1));
    await settled();
    runner.dispose();
    expect(await outcome).toEqual({ kind: 'superseded' });
    expect(sandboxes[0]!.removed).toBe(true);
    expect(waits()).toEqual([]);
  });
});
