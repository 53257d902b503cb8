import { describe, expect, it } from 'vitest';
import type { Fault } from './fault.ts';
import { smallWorld } from './testing/small-world.ts';

const ticking = smallWorld({
  nodes: ['web', 'stock'],
  links: ['web>stock'],
  durationMs: 3000,
  start(world) {
    world.node('web', () => ({}));
    world.node('stock', (env) => {
      const tick = async () => {
        for (;;) {
          const startedAt = env.clock.now();
          await env.work(10);
          env.report('worked', { ms: env.clock.now() - startedAt, wall: env.wallNow() % 86_400_000 });
          await env.sleep(90);
        }
      };
      void tick();
      return {};
    });
  },
});

const on = (target: string) => (fault: Record<string, unknown>): Fault => ({ target, ...fault }) as unknown as Fault;
const stock = on('stock');
const link = on('web>stock');

/** Virtual ms and kind of every fault row, in order. */
const story = (faults: readonly Fault[]) =>
  ticking({ faults }).rows.filter(({ kind }) => kind.startsWith('fault')).map(({ at, kind, data }) => `${at / 1000} ${kind}${data.kind === undefined ? '' : ` ${data.kind as string}`}`);
/** Of each ms of work that began at or after `fromMs`, how long it took. */
const workOf = (faults: readonly Fault[], fromMs: number) =>
  [...new Set(ticking({ faults }).rows.filter(({ kind, at }) => kind === 'worked' && at > fromMs * 1000).map(({ data }) => data.ms))];

describe('a fault that ends', () => {
  it('ends at a node that stands still', () => {
    expect(workOf([stock({ kind: 'slow', factor: 3, atMs: 0, forMs: 1000 }), stock({ kind: 'pause', atMs: 800, forMs: 500 })], 1600)).toEqual([10]);
  });

  it('ends at a node that is down, where the node has not forgotten it', () => {
    const { rows } = ticking({ faults: [stock({ kind: 'skew', offsetMs: 5000, atMs: 100, forMs: 600 }), stock({ kind: 'crash', atMs: 500, forMs: 300 })] });
    const last = rows.filter(({ kind }) => kind === 'worked').at(-1)!;
    expect(last.data.wall).toBe(last.at / 1000);
  });

  it('ends itself and no other that struck since', () => {
    const faults = [stock({ kind: 'slow', factor: 3, atMs: 0, forMs: 2000 }), stock({ kind: 'crash', atMs: 200, forMs: 100 }), stock({ kind: 'slow', factor: 5, atMs: 1000, forMs: 5000 })];
    expect(workOf(faults, 2300)).toEqual([50]);
  });

  it('ends with the process that it struck: the next is not slow from its first breath on', () => {
    const faults = [stock({ kind: 'slow', factor: 3, atMs: 0, forMs: 2000 }), stock({ kind: 'crash', atMs: 200, forMs: 100 })];
    expect(workOf(faults, 250)).toEqual([10]);
  });

  it('is over before another strikes at the same instant, and before all faults are over', () => {
    expect(story([stock({ kind: 'slow', factor: 2, atMs: 100, forMs: 100 }), stock({ kind: 'slow', factor: 5, atMs: 200, forMs: 100 })])).toEqual([
      '100 fault.applied slow', '200 fault.lifted slow', '200 fault.applied slow', '300 fault.lifted slow', '300 faults.over',
    ]);
  });

  it('is caused by the row with which it struck', () => {
    const { rows } = ticking({ faults: [stock({ kind: 'pause', atMs: 100, forMs: 100 })] });
    const lifted = rows.find(({ kind }) => kind === 'fault.lifted')!;
    expect(rows[lifted.cause - 1]).toMatchObject({ kind: 'fault.applied', at: 100_000 });
  });

  it('leaves the wall clock right', () => {
    const { rows } = ticking({ faults: [stock({ kind: 'skew', offsetMs: -500, rate: 2, atMs: 300, forMs: 400 })] });
    const last = rows.filter(({ kind }) => kind === 'worked').at(-1)!;
    expect(last.data.wall).toBe(Math.floor(last.at / 1000));
  });
});

describe('a second fault of a kind', () => {
  it.each([
    ['slow', stock, { factor: 2 }],
    ['fail', stock, { ratio: 0.5 }],
    ['pause', stock, {}],
    ['skew', stock, { offsetMs: 10 }],
    ['cut', link, {}],
    ['delay', link, { ms: 10 }],
    ['drop', link, { ratio: 0.5 }],
    ['duplicate', link, { ratio: 0.5 }],
    ['reorder', link, { ratio: 0.5, ms: 20 }],
  ])('is refused while the first lasts: %s', (kind, at, change) => {
    const first = at({ kind, ...change, atMs: 100, forMs: 1000 });
    expect(story([first, at({ ...first, atMs: 200, forMs: 100 })])).toEqual([`100 fault.applied ${kind}`, `200 fault.refused ${kind}`, `1100 fault.lifted ${kind}`, '1100 faults.over']);
  });

  it('is refused at a failing node too, though another kind is not', () => {
    const faults = [stock({ kind: 'fail', ratio: 0.5, atMs: 0 }), stock({ kind: 'slow', factor: 2, atMs: 100 }), stock({ kind: 'slow', factor: 3, atMs: 200 })];
    expect(story(faults).map((row) => row.slice(row.indexOf(' ')))).toEqual([' fault.applied fail', ' fault.applied slow', ' fault.refused slow']);
  });

  it('strikes the other direction of a link', () => {
    const faults = [link({ kind: 'cut', direction: 'there', atMs: 100, forMs: 200 }), link({ kind: 'cut', direction: 'back', atMs: 200, forMs: 200 }), link({ kind: 'cut', atMs: 250, forMs: 10 })];
    expect(story(faults).map((row) => row.split(' ').slice(0, 2).join(' '))).toEqual(['100 fault.applied', '200 fault.applied', '250 fault.refused', '300 fault.lifted', '400 fault.lifted', '400 faults.over']);
  });

  it('says why', () => {
    const { rows } = ticking({ faults: [link({ kind: 'cut', atMs: 100 }), link({ kind: 'cut', atMs: 200 }), stock({ kind: 'crash', atMs: 100 }), stock({ kind: 'slow', factor: 2, atMs: 200 })] });
    expect(rows.filter(({ kind }) => kind === 'fault.refused').map(({ data }) => data.reason)).toEqual(['web>stock is cut and takes no cut.', 'stock is down and takes no slow.']);
  });
});
