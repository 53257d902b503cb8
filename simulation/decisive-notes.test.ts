import { describe, expect, it } from 'vitest';
import { NativeRuntime } from './async/native-runtime.ts';
import { bounds } from './bounds.ts';
import { DecisiveNotes } from './decisive-notes.ts';
import { dataOf, loadSimulation } from './load-simulation.ts';
import { simulateNatively } from './native/simulate-natively.ts';
import { resolveInput } from './run-input.ts';
import { compiledSmallWorld, type SmallWorld } from './testing/small-world.ts';

const door = `let count = 0;
export async function enter(wait: () => Promise<void>): Promise<boolean> {
  await wait();
  count += 1;
  if (count > 2) return false;
  return true;
}`;
const world: SmallWorld = {
  nodes: ['east', 'west'],
  code: { door },
  decisive: [
    { line: 'count += 1', label: 'Somebody comes' },
    { line: 'if (count > 2) return', label: 'It is full' },
  ],
  start(registry) {
    for (const id of ['east', 'west']) {
      registry.node(id, (env, code) => {
        const { enter } = code.door as unknown as { enter(wait: () => Promise<void>): Promise<boolean> };
        for (const ms of id === 'east' ? [10, 20, 30] : [25]) void enter(() => env.sleep(ms));
        return {};
      });
    }
  },
};
const input = { experiment: 'only', seed: 1, knobs: {} };
const expected = [
  { file: 'door', line: 4, label: 'Somebody comes', at: [10_000, 20_000, 25_000, 30_000], nodes: ['east', 'east', 'west', 'east'] },
  { file: 'door', line: 5, label: 'It is full', at: [30_000], nodes: ['east'] },
];

describe('a run', () => {
  const compiled = compiledSmallWorld(world);

  it('notes when and where it came to each decisive line', () => {
    expect(loadSimulation(compiled).simulate(input).decisive).toEqual(expected);
  });

  it('goes the same way, whether it notes them or not', () => {
    const { decisive: _decisive, ...plain } = world;
    const [noting, other] = [compiled, compiledSmallWorld(plain)].map((each) => loadSimulation(each).simulate(input));
    expect({ ...noting, decisive: [] }).toEqual(other);
  });

  it('notes them on native promises too', async () => {
    const native = compiledSmallWorld(world, 'native');
    const data = dataOf(native);
    expect((await simulateNatively(native, data, resolveInput(data, input), new NativeRuntime())).decisive).toEqual(expected);
  });
});

describe('the notes', () => {
  const declared = { code: ['door'], decisive: [{ line: 'a', label: 'A' }, { line: 'b', label: 'B', file: 'door.inner' }] };

  it('leave out a line that the code has lost', () => {
    expect(new DecisiveNotes().lines(declared, [{ number: 1, line: 7 }])).toEqual([{ file: 'door.inner', line: 7, label: 'B', at: [], nodes: [] }]);
  });

  it('end at their bound', () => {
    const notes = new DecisiveNotes();
    for (let hit = 0; hit < bounds.decisiveHits + 5; hit += 1) notes.note(hit % 2, hit, 'east');
    const spots = [{ number: 0, line: 1 }, { number: 1, line: 2 }];
    expect(notes.lines(declared, spots).reduce((sum, { at }) => sum + at.length, 0)).toBe(bounds.decisiveHits);
  });
});
