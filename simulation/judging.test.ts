import { describe, expect, it } from 'vitest';
import type { ScenarioPromise } from './scenario.ts';
import { smallWorld } from './testing/small-world.ts';

const blinking = (promises: readonly ScenarioPromise[], everyMs = 100) =>
  smallWorld({
    nodes: ['lamp'],
    promises,
    knobs: [{ kind: 'number', name: 'everyMs', label: '', group: '', help: '', min: 1, max: 1000, step: 1, default: everyMs, unit: 'ms' }],
    start(world, { knobs }) {
      world.node('lamp', (env) => {
        let count = 0;
        const blink = () => {
          count += 1;
          env.report('blinked', { count });
          env.clock.setTimeout(blink, knobs.everyMs as number);
        };
        env.clock.setTimeout(blink, knobs.everyMs as number);
        return {};
      });
    },
  });
const text = { label: '', meaning: '' };

describe('a safety promise', () => {
  const atMost = (most: number): ScenarioPromise => ({
    name: 'at-most', kind: 'safety', ...text,
    watch: (judge) => ({
      blinked: (row) => ((row.data.count as number) > most ? judge.broken(row, `It blinked ${row.data.count as number} times.`) : judge.held()),
    }),
  });

  it('counts how often it was exercised, and when', () => {
    const { promises, status } = blinking([atMost(100)])();
    expect(status).toBe('ended');
    expect(promises[0]).toEqual({ name: 'at-most', kind: 'safety', status: 'held', checks: 10, checkedAt: Array.from({ length: 10 }, (_, index) => (index + 1) * 100_000) });
  });

  it('halts the run at the event that breaks it', () => {
    const { promises, status, violation, endedAt, rows } = blinking([atMost(3)])();
    expect(status).toBe('violated');
    expect(endedAt).toBe(400_000);
    expect(violation).toMatchObject({ promise: 'at-most', at: 400_000, what: 'It blinked 4 times.' });
    expect(promises[0]).toMatchObject({ status: 'broken', checks: 4, brokenAt: 400_000 });
    expect(rows.at(-1)).toMatchObject({ kind: 'run.ended', data: { status: 'violated' } });
  });

  it('is untested where nothing exercised it', () => {
    const never: ScenarioPromise = { name: 'never', kind: 'safety', ...text, watch: (judge) => ({ unheard: () => judge.held() }) };
    expect(blinking([never])().promises[0]).toMatchObject({ status: 'untested', checks: 0 });
  });
});

describe('a liveness promise', () => {
  const within = (ms: number): ScenarioPromise => ({
    name: 'within', kind: 'liveness', ...text,
    watch: (judge) => ({
      blinked: (row) => {
        judge.paid('next');
        judge.owe('next', ms, row, 'It did not blink again.');
      },
    }),
  });

  it('holds when what is owed comes in time', () => {
    expect(blinking([within(150)])().promises[0]).toMatchObject({ status: 'held', checks: 9 });
  });

  it('is broken at the moment when its time is over', () => {
    const { violation, rows } = blinking([within(60)])();
    expect(violation).toMatchObject({ promise: 'within', at: 160_000, what: 'It did not blink again.' });
    expect(rows[violation!.row - 1]).toMatchObject({ kind: 'overdue', node: 'lamp', cause: rows.find(({ kind }) => kind === 'blinked')!.id });
  });

  it('owes nothing after it is waived', () => {
    const waived: ScenarioPromise = {
      name: 'waived', kind: 'liveness', ...text,
      watch: (judge) => ({
        blinked: (row) => {
          judge.owe('next', 60, row, '');
          judge.waiveAll();
        },
      }),
    };
    expect(blinking([waived])().status).toBe('ended');
  });
});

describe('the statechart', () => {
  const lamp = (events: readonly (readonly [event: string, state: string])[]) =>
    smallWorld({
      nodes: ['lamp'],
      code: { story: `export const events = ${JSON.stringify(events)};` },
      start(world) {
        world.node('lamp', (env, code) => {
          const chart = env.statechart('lamp');
          for (const [event, state] of (code.story as unknown as { events: [string, string][] }).events) chart.took(event, state);
          return {};
        });
      },
    })();

  it('is followed by code that says what it says', () => {
    const { status, promises } = lamp([['switched', 'on'], ['switched', 'off']]);
    expect(status).toBe('ended');
    expect(promises.at(-1)).toMatchObject({ name: 'follows-statechart', status: 'held', checks: 2 });
  });

  it('halts a run whose code takes an event that it does not accept', () => {
    expect(lamp([['stolen', 'on']]).violation!.what).toBe('The statechart accepts no “stolen” while off.');
  });

  it('halts a run whose code says another state', () => {
    expect(lamp([['switched', 'off']]).violation!.what).toBe('After “switched” the statechart is on, but the code says off.');
  });
});

describe('a promise that goes wrong itself', () => {
  it.each<[string, ScenarioPromise['watch']]>([
    ['as it begins to watch', () => {
      throw new TypeError('no such knob');
    }],
    ['while it watches', () => ({
      blinked: () => {
        throw new TypeError('no such knob');
      },
    })],
  ])('stops the run and says why: %s', (_, watch) => {
    const { status, stop, violation } = blinking([{ name: 'wrong', kind: 'safety', ...text, watch }])();
    expect(status).toBe('failed');
    expect(stop!.what).toBe('The scenario could not go on: TypeError: no such knob');
    expect(violation).toBeUndefined();
  });

  it('cannot be owed something at no time', () => {
    const { stop } = blinking([{ name: 'wrong', kind: 'liveness', ...text, watch: (judge) => ({ blinked: (row) => judge.owe('it', NaN, row, 'never') }) }])();
    expect(stop!.what).toMatch(/owed something within NaN ms/);
  });
});

describe('a run that could not go on', () => {
  it('is judged no more', () => {
    const { status, violation, promises } = smallWorld({
      nodes: ['lamp'],
      promises: [{ name: 'never-reports', kind: 'safety', ...text, watch: (judge) => ({ reported: (row) => judge.broken(row, 'It reported.') }) }],
      start(world) {
        world.node('lamp', (env) => {
          env.report('reported');
          throw new Error('no power');
        });
      },
    })();
    expect(status).toBe('failed');
    expect(violation).toBeUndefined();
    expect(promises[0]!.status).toBe('untested');
  });
});
