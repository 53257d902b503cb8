import { describe, expect, it } from 'vitest';
import type { Edits } from '@/simulation/edits/edits.ts';
import type { RunInput } from '@/simulation/run.ts';
import { runnerInHand, settled } from './runner-in-hand.ts';
import type { RunOutcome } from './run-outcome.ts';
import type { SandboxMessage } from './sandbox.ts';

const input = (seed: number, edits?: Edits): RunInput => ({ experiment: 'slow', seed, knobs: {}, ...(edits && { edits }) });
const mine: Edits = { sample: 'export const one = 1;' };
const hers: Edits = { sample: 'export const two = 2;' };
const beat = (file: string, line = 0, steps = 0): SandboxMessage => ({ type: 'beat', node: '', file, line, events: 0, steps });
const seedOf = (outcome: RunOutcome) => (outcome.kind === 'run' ? outcome.result.seed : outcome.kind);

describe('a runner', () => {
  it('gives the file to a sandbox, waits until it stands, and asks for the run', async () => {
    const { runner, sandboxes, answer } = runnerInHand();
    const outcome = runner.run(input(1));
    await settled();
    expect(sandboxes[0]!.orders).toMatchObject([{ type: 'load', source: expect.stringContaining('the file') }]);
    await answer(sandboxes[0]);
    expect(sandboxes[0]!.orders[1]).toMatchObject({ type: 'run', run: 1, input: { seed: 1 } });
    expect(await outcome).toMatchObject({ kind: 'run', result: { slug: 'sample' } });
  });

  it('lets the latest input win', async () => {
    const { runner, sandboxes, answer } = runnerInHand();
    const outcomes: (number | string)[] = [];
    for (const seed of [1, 2, 3]) void runner.run(input(seed)).then((outcome) => outcomes.push(seedOf(outcome)));
    await settled();
    await answer(sandboxes[0]);
    await answer(sandboxes[0]);
    expect(outcomes).toEqual(['superseded', 1, 3]);
    expect(sandboxes[0]!.orders.slice(1)).toMatchObject([{ input: { seed: 1 } }, { input: { seed: 3 } }]);
  });

  it('hands on what is wrong with an input, in the words of the simulation', async () => {
    const { runner, sandboxes } = runnerInHand();
    const outcome = runner.run(input(-1));
    await settled();
    sandboxes[0]!.say({ type: 'loaded' });
    sandboxes[0]!.say({ type: 'refused', run: 1, name: 'InputError', message: 'The seed must be a whole number.' });
    expect(await outcome).toEqual({ kind: 'refused', sentence: 'The seed must be a whole number.' });
    expect(sandboxes[0]!.removed).toBe(false);
  });

  it('shows nothing that is not a run', async () => {
    const { runner, sandboxes } = runnerInHand();
    const outcome = runner.run(input(1));
    await settled();
    sandboxes[0]!.say({ type: 'loaded' });
    sandboxes[0]!.say({ type: 'result', run: 1, json: '{"rows":"<script>"}' });
    expect(await outcome).toMatchObject({ kind: 'garbled' });
    expect(sandboxes[0]!.removed).toBe(true);
  });

  it('shows no run that says of itself to be another than was asked for', async () => {
    for (const change of [{ seed: 2 }, { edits: {} }, { edits: hers }, { mutant: 'unlimited' }, { control: true }, { experiment: 'calm' }]) {
      const { runner, sandboxes, answer } = runnerInHand();
      const outcome = runner.run(input(1, mine));
      await settled();
      await answer(sandboxes[0], change);
      expect(await outcome, JSON.stringify(change)).toMatchObject({ kind: 'garbled', sentence: expect.stringContaining('not the run that was asked for') });
    }
  });

  it('says when the file cannot be had, and fetches it again next time', async () => {
    let attempts = 0;
    const load = async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('offline');
      return 'the file';
    };
    const { runner, sandboxes } = runnerInHand({ load });
    expect(await runner.run(input(1))).toMatchObject({ kind: 'unloaded', sentence: expect.stringContaining('could not be fetched') });
    void runner.run(input(2));
    await settled();
    expect(sandboxes).toHaveLength(1);
  });

  it('takes everything down when it is disposed of', async () => {
    for (const edits of [undefined, mine]) {
      const { runner, sandboxes, waits } = runnerInHand();
      const outcomes = [runner.run(input(1, edits)), runner.run(input(2, edits))];
      await settled();
      runner.dispose();
      expect(await Promise.all(outcomes)).toEqual([{ kind: 'superseded' }, { kind: 'superseded' }]);
      expect(sandboxes.map(({ removed }) => removed)).toEqual([true]);
      expect(waits()).toEqual([]);
    }
  });
});

describe('signs of life', () => {
  it('are waited for during a run; a sandbox that falls silent is removed, which is said, and the next run has a fresh one', async () => {
    const { runner, sandboxes, pass, answer } = runnerInHand();
    const outcome = runner.run(input(1));
    await settled();
    sandboxes[0]!.say({ type: 'loaded' });
    pass(1000);
    expect(sandboxes[0]!.removed).toBe(false);
    pass(1000);
    expect(await outcome).toEqual({ kind: 'silent', sentence: 'The run gave no sign of life for 1 s and was ended.' });
    expect(sandboxes[0]!.removed).toBe(true);
    const next = runner.run(input(2));
    await settled();
    await answer(sandboxes[1]);
    expect(await next).toMatchObject({ kind: 'run' });
  });

  it('say where the run is, so that the end for silence does', async () => {
    const { runner, sandboxes, pass } = runnerInHand();
    const outcome = runner.run(input(1));
    await settled();
    sandboxes[0]!.say({ type: 'loaded' });
    sandboxes[0]!.say(beat('sample', 3));
    sandboxes[0]!.say(beat('sample', 51));
    sandboxes[0]!.say(beat(''));
    pass(1000);
    pass(1000);
    expect(await outcome).toEqual({
      kind: 'silent', sentence: 'The run gave no sign of life for 1 s and was ended; it was last at sample.ts, line 51.', place: { file: 'sample', line: 51 },
    });
  });

  it('let a run last as long as it gives them', async () => {
    const { runner, sandboxes, pass, answer, waits } = runnerInHand();
    const outcome = runner.run(input(1));
    await settled();
    sandboxes[0]!.say({ type: 'loaded' });
    pass(1000);
    sandboxes[0]!.say(beat(''));
    expect(waits()).toEqual([1000]);
    await answer(sandboxes[0]);
    expect(await outcome).toMatchObject({ kind: 'run' });
    expect(waits()).toEqual([]);
  });
});

describe('edited code', () => {
  it('is compiled, stands behind the simulation in a sandbox of its own, and leaves nothing behind', async () => {
    const { runner, sandboxes, answer, waits } = runnerInHand();
    const outcome = runner.run(input(1, mine));
    await settled();
    expect(sandboxes[0]!.orders).toMatchObject([{ type: 'load', source: expect.stringMatching(/the file[\s\S]*"sample": \{ module: \(\(\(\) => "export const one = 1;"\)\n\), decisive: \[\] \}/) }]);
    await answer(sandboxes[0]);
    expect(await outcome).toMatchObject({ kind: 'run', result: { edits: mine } });
    expect(sandboxes[0]!.removed).toBe(true);
    expect(waits()).toEqual([]);
  });

  it('has a new sandbox for each run, and the code as it is keeps its own', async () => {
    const { runner, sandboxes, answer } = runnerInHand();
    const run = async (seed: number, sandbox: number, edits?: Edits) => {
      const outcome = runner.run(input(seed, edits));
      await settled();
      await answer(sandboxes[sandbox]);
      expect(seedOf(await outcome)).toBe(seed);
    };
    await run(1, 0);
    await run(2, 1, mine);
    await run(3, 2, mine);
    await run(4, 0);
    expect(sandboxes.map(({ removed, orders }) => [removed, orders.length])).toEqual([[false, 3], [true, 2], [true, 2]]);
  });

  it('that cannot be compiled does not run: the place and the problem are said', async () => {
    const problems = [{ file: 'sample', line: 5, column: 2, message: "';' expected." }, { file: 'sample', line: 9, column: 1, message: "'}' expected." }];
    const { runner, sandboxes } = runnerInHand({ compile: async () => ({ ok: false, problems }) });
    expect(await runner.run(input(1, mine))).toEqual({ kind: 'uncompiled', sentence: "sample.ts, line 5: ';' expected. 1 more after it.", place: { file: 'sample', line: 5 } });
    expect(sandboxes).toEqual([]);
  });

  it('waits for a compiler that cannot be had only once: the next try asks again', async () => {
    let asked = 0;
    const compile = async () => {
      asked += 1;
      if (asked === 1) throw new Error('The compiler could not be fetched.');
      return { ok: true as const, files: [] };
    };
    const { runner, sandboxes } = runnerInHand({ compile });
    expect(await runner.run(input(1, mine))).toEqual({ kind: 'unloaded', sentence: 'The compiler could not be fetched.' });
    void runner.run(input(1, mine));
    await settled();
    expect([asked, sandboxes.length]).toEqual([2, 1]);
  });

  it('is compiled once while only knobs are turned', async () => {
    const compiledTexts: (string | undefined)[] = [];
    const compile = async ({ sample }: Edits) => {
      compiledTexts.push(sample);
      return { ok: true as const, files: [] };
    };
    const { runner, sandboxes, answer } = runnerInHand({ compile });
    for (const [seed, edits] of [[1, mine], [2, { ...mine }], [3, hers]] as const) {
      const outcome = runner.run(input(seed, edits));
      await settled();
      await answer(sandboxes.at(-1));
      expect(seedOf(await outcome)).toBe(seed);
    }
    expect(compiledTexts).toEqual([mine['sample'], hers['sample']]);
  });

  it('gives way to other code at once, whether it runs or is still compiled', async () => {
    const { runner, sandboxes, answer } = runnerInHand();
    const first = runner.run(input(1, mine));
    await settled();
    sandboxes[0]!.say({ type: 'loaded' });
    const second = runner.run(input(2, hers));
    const third = runner.run(input(3));
    expect(await Promise.all([first, second])).toEqual([{ kind: 'superseded' }, { kind: 'superseded' }]);
    await settled();
    expect(sandboxes.map(({ removed }) => removed)).toEqual([true, false]);
    await answer(sandboxes[1]);
    expect(await third).toMatchObject({ kind: 'run', result: { seed: 3, edits: {} } });
  });

  it('is shown while a knob is dragged, but gives way to the next input once it takes long', async () => {
    const { runner, sandboxes, answer, pass } = runnerInHand();
    const quick = runner.run(input(1, mine));
    const long = runner.run(input(2, mine));
    await settled();
    await answer(sandboxes[0]);
    expect(seedOf(await quick)).toBe(1);
    await settled();
    sandboxes[1]!.say({ type: 'loaded' });
    pass(1000);
    sandboxes[1]!.say(beat(''));
    const next = runner.run(input(3, mine));
    expect(seedOf(await long)).toBe('superseded');
    await settled();
    await answer(sandboxes[2]);
    expect(seedOf(await next)).toBe(3);
  });
});

describe('edited code that falls silent', () => {
  /** It said where it was about then, and the search for the line has begun. */
  async function silent() {
    const held = runnerInHand();
    const outcome = held.runner.run(input(1, mine));
    await settled();
    held.sandboxes[0]!.say({ type: 'loaded' });
    held.sandboxes[0]!.say(beat('sample', 3, 420));
    held.pass(1000);
    held.pass(1000);
    const told = await outcome;
    if (told.kind !== 'silent') throw new Error('It was not silent.');
    return { ...held, told };
  }

  it('is ended at once, and its line is found by a second run that goes slowly from where the first was heard last', async () => {
    const { sandboxes, pass, told, waits } = await silent();
    expect(told).toMatchObject({ sentence: 'The run gave no sign of life for 1 s and was ended. Its line is being looked for.' });
    expect(sandboxes.map(({ removed }) => removed)).toEqual([true, false]);
    sandboxes[1]!.say({ type: 'loaded' });
    expect(sandboxes[1]!.orders[1]).toEqual({ type: 'run', run: 1, input: input(1, mine), locate: 420 });
    for (const line of [3, 4, 51]) sandboxes[1]!.say(beat('sample', line));
    pass(1000);
    pass(1000);
    expect(await told.located).toEqual({ sentence: 'The run gave no sign of life for 1 s and was ended; it was last at sample.ts, line 51.', place: { file: 'sample', line: 51 } });
    expect(sandboxes[1]!.removed).toBe(true);
    expect(waits()).toEqual([]);
  });

  it('is not searched any longer once something else is to run, when the search takes too long, or when it ends', async () => {
    const nearby = { sentence: 'The run gave no sign of life for 1 s and was ended; it was last at sample.ts, line 3.', place: { file: 'sample', line: 3 } };
    const overtaken = await silent();
    const next = overtaken.runner.run(input(2));
    expect(await overtaken.told.located).toEqual(nearby);
    await settled();
    await overtaken.answer(overtaken.sandboxes[2]);
    expect(seedOf(await next)).toBe(2);
    const late = await silent();
    late.sandboxes[1]!.say({ type: 'loaded' });
    late.pass(10_000);
    expect(await late.told.located).toEqual(nearby);
    const lucky = await silent();
    await lucky.answer(lucky.sandboxes[1]);
    expect(await lucky.told.located).toEqual(nearby);
    expect(lucky.sandboxes[1]!.removed).toBe(true);
    const gone = await silent();
    gone.runner.dispose();
    expect(gone.sandboxes[1]!.removed).toBe(true);
  });
});

describe('a worker that breaks', () => {
  it('is removed, and what it said is told, before its file stands and after', async () => {
    const { runner, sandboxes } = runnerInHand();
    const first = runner.run(input(1));
    await settled();
    sandboxes[0]!.say({ type: 'crashed', message: 'Unexpected token.' });
    expect(await first).toEqual({ kind: 'unloaded', sentence: 'The simulation could not start: Unexpected token.' });
    const second = runner.run(input(2));
    await settled();
    sandboxes[1]!.say({ type: 'loaded' });
    sandboxes[1]!.say({ type: 'crashed', message: 'It sent what nobody waits for.' });
    expect(await second).toEqual({ kind: 'garbled', sentence: 'The run was ended. It sent what nobody waits for.' });
    expect(sandboxes.map(({ removed }) => removed)).toEqual([true, true]);
  });

  it('does not run twice because it says twice that it stands', async () => {
    const { runner, sandboxes } = runnerInHand();
    void runner.run(input(1));
    await settled();
    sandboxes[0]!.say({ type: 'loaded' });
    sandboxes[0]!.say({ type: 'loaded' });
    expect(sandboxes[0]!.orders).toHaveLength(2);
  });

  it('has a quarter of a minute to stand', async () => {
    const { runner, sandboxes, pass } = runnerInHand();
    const outcome = runner.run(input(1));
    await settled();
    pass(15_000);
    pass(15_000);
    expect(await outcome).toEqual({ kind: 'unloaded', sentence: 'The simulation did not start within 15 s.' });
    expect(sandboxes[0]!.removed).toBe(true);
  });
});

describe('a run that is stopped', () => {
  it('is ended with its sandbox, which is said, and the next one runs', async () => {
    for (const edits of [undefined, mine]) {
      const { runner, sandboxes, answer } = runnerInHand();
      const outcome = runner.run(input(1, edits));
      await settled();
      sandboxes[0]!.say({ type: 'loaded' });
      runner.stop();
      expect(await outcome).toEqual({ kind: 'stopped', sentence: 'The run was stopped.' });
      expect(sandboxes[0]!.removed).toBe(true);
      const next = runner.run(input(2));
      await settled();
      await answer(sandboxes[1]);
      expect(seedOf(await next)).toBe(2);
    }
  });

  it('takes the input that waits with it', async () => {
    const { runner, sandboxes } = runnerInHand();
    const outcomes = [runner.run(input(1)), runner.run(input(2))];
    await settled();
    runner.stop();
    expect((await Promise.all(outcomes)).map(seedOf)).toEqual(['superseded', 'stopped']);
    await settled();
    expect(sandboxes).toHaveLength(1);
  });

  it('is nothing where nothing runs', () => {
    const { runner, sandboxes } = runnerInHand();
    runner.stop();
    expect(sandboxes).toEqual([]);
  });
});
