import { describe, expect, it } from 'vitest';
import type { TraceRow } from './trace.ts';
import { loadSimulation } from './load-simulation.ts';
import { compiledSmallWorld, smallWorld, type SmallWorld } from './testing/small-world.ts';

const kinds = (rows: readonly TraceRow[], kind: string) => rows.filter((row) => row.kind === kind);
const logs = (rows: readonly TraceRow[]) => kinds(rows, 'log').map(({ data }) => data.text);

describe('a request', () => {
  const echo = smallWorld({
    nodes: ['web', 'stock'],
    links: ['web>stock'],
    start(world) {
      world.node('web', (env) => {
        const ask = async () => {
          try {
            env.log(`answer ${(await env.request('stock', 3, { timeoutMs: 100 })) as number} at ${env.clock.now()}`);
          } catch (error) {
            env.log(`${(error as { code: string }).code} at ${env.clock.now()}`);
          }
        };
        void ask();
        return {};
      });
      world.node('stock', (env) => ({
        handle: async ({ body }) => {
          await env.work(20);
          return (body as number) * 2;
        },
      }));
    },
  });

  it('is answered after two journeys and the work', () => {
    expect(logs(echo().rows)).toEqual(['answer 6 at 40']);
  });

  it('takes longer at a slow node', () => {
    expect(logs(echo({ faults: [{ atMs: 5, kind: 'slow', target: 'stock', factor: 3 }] }).rows)).toEqual(['answer 6 at 80']);
  });

  it('times out at its deadline when the reply is lost, and the late reply changes nothing', () => {
    expect(logs(echo({ faults: [{ atMs: 15, kind: 'cut', target: 'web>stock', direction: 'back' }] }).rows)).toEqual(['timeout at 100']);
    const late = echo({ faults: [{ atMs: 5, kind: 'slow', target: 'stock', factor: 6 }] });
    expect(logs(late.rows)).toEqual(['timeout at 100']);
    expect(late.flights.map(({ kind, outcome }) => [kind, outcome])).toEqual([['request', ''], ['reply', 'late']]);
  });

  it('is refused by a node that is down, and reset by one that goes down before it has answered', () => {
    expect(logs(echo({ faults: [{ atMs: 5, kind: 'crash', target: 'stock' }] }).rows)).toEqual(['refused at 20']);
    expect(logs(echo({ faults: [{ atMs: 15, kind: 'crash', target: 'stock' }] }).rows)).toEqual(['reset at 25']);
  });

  it('is answered with an error by a node that fails', () => {
    expect(logs(echo({ faults: [{ atMs: 0, kind: 'fail', target: 'stock', ratio: 1 }] }).rows)).toEqual(['failed at 20']);
  });

  it('waits at a node that stands still', () => {
    expect(logs(echo({ faults: [{ atMs: 5, forMs: 25, kind: 'pause', target: 'stock' }] }).rows)).toEqual(['answer 6 at 60']);
  });

  it('has each row caused by the one before it, back to the start of the run', () => {
    const { rows } = echo();
    const story: string[] = [];
    for (let row: TraceRow | undefined = kinds(rows, 'log')[0]; row !== undefined; row = rows[row.cause - 1]) story.unshift(row.kind);
    expect(story).toEqual([
      'request.started', 'message.sent', 'message.delivered', 'message.sent', 'message.delivered', 'request.ended', 'log',
    ]);
  });

  it('is settled once, whatever its link sends twice', () => {
    const counts = smallWorld({
      nodes: ['web', 'stock'],
      links: ['web>stock'],
      start(world) {
        world.node('web', (env) => {
          env.clock.setTimeout(() => void env.request('stock', { items: [] }, { timeoutMs: 100 }).then((answer) => env.log(JSON.stringify(answer))), 50);
          return {};
        });
        world.node('stock', (env) => ({
          handle: ({ body }) => {
            const { items } = body as { items: number[] };
            items.push(1);
            env.log(`takes ${items.length}`);
            return items;
          },
        }));
      },
    })({ faults: [{ atMs: 0, kind: 'duplicate', target: 'web>stock', ratio: 1 }] });
    expect(logs(counts.rows)).toEqual(['takes 1', 'takes 1', '[1]']);
    expect(counts.flights.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual(['request ', 'request ', 'reply ok', 'reply late', 'reply late', 'reply late']);
    expect(kinds(counts.rows, 'request.ended')).toHaveLength(1);
  });

  it('is answered by a method that knows its object', () => {
    const { rows } = smallWorld({
      nodes: ['web', 'stock'],
      links: ['web>stock'],
      start(world) {
        class Stock {
          private readonly left = 7;
          handle() {
            return this.left;
          }
        }
        world.node('web', (env) => {
          void env.request('stock', null, { timeoutMs: 100 }).then((left) => env.log(JSON.stringify(left)));
          return {};
        });
        world.node('stock', () => new Stock());
      },
    })();
    expect(logs(rows)).toEqual(['7']);
  });

  it.each(['undefined', '{ code: 3 }', 'Object.create(null)', '{ toString() { throw 1; } }', '{ get code() { throw 1; } }', 'Symbol("no")'])('fails when its handler throws %s', (thrown) => {
    const { rows, status } = smallWorld({
      nodes: ['web', 'stock'],
      links: ['web>stock'],
      code: { odd: `export function fail(): never { throw ${thrown}; }` },
      start(world) {
        world.node('web', (env) => {
          const ask = async () => {
            try {
              await env.request('stock', null, { timeoutMs: 100 });
            } catch (error) {
              env.log((error as { code: string }).code);
              throw error;
            }
          };
          void ask();
          return {};
        });
        world.node('stock', (_, code) => ({ handle: () => (code.odd as unknown as { fail(): never }).fail() }));
      },
    })();
    expect(status).toBe('ended');
    expect(logs(rows)).toEqual(['error']);
    expect(kinds(rows, 'unhandled-rejection')).toHaveLength(1);
  });

  it('needs a deadline that is a number of ms', () => {
    const { rows } = smallWorld({
      nodes: ['web', 'stock'],
      links: ['web>stock'],
      start(world) {
        world.node('web', (env) => {
          env.request('stock', null, { timeoutMs: Infinity }).catch((error: Error) => env.log(error.message));
          return {};
        });
        world.node('stock', () => ({}));
      },
    })();
    expect(logs(rows)).toEqual(['A request of stock needs timeoutMs, a number of ms, got Infinity.']);
  });

  it('ends as aborted while it is on its way, and never starts with a signal that is aborted', () => {
    const { rows } = smallWorld({
      nodes: ['web', 'stock'],
      links: ['web>stock'],
      code: { aborting: 'export const start = () => new AbortController();' },
      start(world) {
        world.node('web', (env, code) => {
          const controller = (code.aborting as unknown as { start(): AbortController }).start();
          const ask = () => env.request('stock', 1, { timeoutMs: 100, signal: controller.signal }).catch((error: Error) => env.log(`${String(error)} at ${env.clock.now()}`));
          void ask();
          env.clock.setTimeout(() => controller.abort('enough'), 15);
          env.clock.setTimeout(() => void ask(), 30);
          return {};
        });
        world.node('stock', () => ({ handle: () => 1 }));
      },
    })();
    expect(logs(rows)).toEqual(['enough at 15', 'enough at 30']);
    expect(kinds(rows, 'request.started')).toHaveLength(1);
    expect(kinds(rows, 'request.ended').map(({ at, data }) => [at, data.outcome, data.code])).toEqual([[15_000, 'aborted', 'aborted']]);
  });
});

describe('a message', () => {
  it('arrives twice over a link that duplicates', () => {
    const later = smallWorld({
      nodes: ['web', 'stock'],
      links: ['web>stock'],
      start(world) {
        world.node('web', (env) => {
          env.clock.setTimeout(() => env.send('stock', 'hello'), 50);
          return {};
        });
        world.node('stock', (env) => ({ receive: ({ body }) => env.log(body as string) }));
      },
    });
    expect(logs(later({ faults: [{ atMs: 0, kind: 'duplicate', target: 'web>stock', ratio: 1 }] }).rows)).toEqual(['hello', 'hello']);
  });
});

describe('a message to a node that is down', () => {
  const ping = smallWorld({
    nodes: ['web', 'stock'],
    links: ['web>stock'],
    start(world) {
      world.node('web', (env) => {
        env.clock.setTimeout(() => env.send('stock', 'hello'), 50);
        return {};
      });
      world.node('stock', (env) => ({ receive: ({ body }) => env.log(body as string) }));
    },
  });

  it('is lost, and says why', () => {
    const { rows, flights } = ping({ faults: [{ atMs: 55, kind: 'crash', target: 'stock' }] });
    expect(kinds(rows, 'message.delivered')).toEqual([]);
    expect(kinds(rows, 'message.lost').map(({ at, node, data }) => [at, node, data.lost])).toEqual([[60_000, 'stock', 'down']]);
    expect(flights.map(({ lost }) => lost)).toEqual(['down']);
  });
});

describe('a disk', () => {
  it('changes by a commit and by nothing else', () => {
    const { rows } = smallWorld({
      nodes: ['web'],
      start(world) {
        world.node('web', (env) => {
          const list = [1];
          env.disk.commit({ list });
          list.push(2);
          (env.disk.get('list') as number[]).push(3);
          env.log(JSON.stringify(env.disk.get('list')));
          return {};
        });
      },
    })();
    expect(logs(rows)).toEqual(['[1]']);
  });
});

describe('a gauge', () => {
  it('is written down when it changes, also to nothing and to a list', () => {
    const { rows } = smallWorld({
      nodes: ['web'],
      start(world) {
        world.node('web', (env) => {
          for (const list of [[1], [1], [2]]) env.show('card', { list, none: undefined as unknown as null });
          return {};
        });
      },
    })();
    expect(kinds(rows, 'shown').map(({ data }) => data.gauges)).toEqual([{ list: [1], none: null }, { list: [2] }]);
  });
});

describe('a crash', () => {
  const counter = smallWorld({
    nodes: ['orders'],
    code: { counting: 'let count = 0;\nexport const next = () => (count += 1);' },
    start(world) {
      world.node('orders', (env, code) => {
        const { next } = code.counting as unknown as { next: () => number };
        env.log(`boots ${env.disk.get('boots') as number}`);
        env.disk.commit({ boots: ((env.disk.get('boots') as number | undefined) ?? 0) + 1 });
        const loop = async () => {
          for (;;) {
            try {
              await env.sleep(100);
              env.log(`${next()} at ${env.clock.now()}`);
            } finally {
              if (env.clock.now() > 340) env.log('finally');
            }
          }
        };
        void loop();
        return {};
      });
    },
  });

  it('ends suspended code and module-level state; the disk stays', () => {
    const { rows } = counter({ faults: [{ atMs: 250, forMs: 1, kind: 'crash', target: 'orders' }] });
    expect(logs(rows)).toEqual(['boots undefined', '1 at 100', '2 at 200', 'boots 1', '1 at 851', 'finally', '2 at 951', 'finally']);
  });

  it('reports the await at which living code stands suspended, and for what it waits', () => {
    expect(counter().suspended).toEqual([{ node: 'orders', file: 'scenario.ts', line: expect.any(Number) as number, waitsFor: '100 ms to pass' }]);
    expect(counter({ faults: [{ atMs: 250, kind: 'crash', target: 'orders' }] }).suspended).toEqual([]);
  });

  it('is refused, with a reason, where it makes no sense', () => {
    const { rows } = counter({
      faults: [
        { atMs: 100, kind: 'restart', target: 'orders' },
        { atMs: 200, kind: 'crash', target: 'orders' },
        { atMs: 300, kind: 'slow', target: 'orders', factor: 2 },
      ],
    });
    expect(kinds(rows, 'fault.refused').map(({ data }) => data.reason)).toEqual(['orders is up and takes no restart.', 'orders is down and takes no slow.']);
  });

  it('goes through restarting before the node is up again', () => {
    const { rows } = counter({ faults: [{ atMs: 100, forMs: 50, kind: 'crash', target: 'orders' }] });
    expect(kinds(rows, 'node.state').map(({ at, data }) => [at / 1000, data.state])).toEqual([[100, 'down'], [150, 'restarting'], [650, 'up']]);
  });
});

describe('code that goes wrong', () => {
  it('leaves an unhandled rejection in the trace, with node and line', () => {
    const { rows } = smallWorld({
      nodes: ['web'],
      code: { broken: 'export async function fail(): Promise<void> {\n  await null;\n  throw new Error("lost");\n}' },
      start(world) {
        world.node('web', (_, code) => {
          void (code.broken as unknown as { fail: () => Promise<void> }).fail();
          return {};
        });
      },
    })();
    expect(kinds(rows, 'unhandled-rejection').map(({ node, data }) => ({ node, ...data }))).toEqual([{ node: 'web', file: 'broken', line: 3, text: 'Error: lost' }]);
  });

  it('leaves an error that nothing caught in the trace, and the run goes on', () => {
    const { rows, status } = smallWorld({
      nodes: ['web'],
      start(world) {
        world.node('web', (env) => {
          env.clock.setTimeout(() => {
            throw new TypeError('oh');
          }, 10);
          env.clock.setTimeout(() => env.log('still here'), 20);
          return {};
        });
      },
    })();
    expect(kinds(rows, 'uncaught-error').map(({ data }) => data.text)).toEqual(['TypeError: oh']);
    expect(logs(rows)).toEqual(['still here']);
    expect(status).toBe('ended');
  });

  it('stops the run when a node cannot start, and says which and why', () => {
    const { status, stop } = smallWorld({
      nodes: ['web'],
      start(world) {
        world.node('web', () => {
          throw new RangeError('size must be at least 1');
        });
      },
    })();
    expect(status).toBe('failed');
    expect(stop).toMatchObject({ node: 'web', what: 'web could not go on: RangeError: size must be at least 1' });
  });

  it.each([
    ['an endless loop', 'export function run() { for (;;); }', /step/i],
    ['an endless chain of jobs', 'export async function run() { for (;;) await null; }', /step/i],
    ['endless recursion', 'export function run(): void { run(); }', /deep|nested|calls/i],
    ['a loop that catches everything', 'export function run() { for (;;) { try { for (;;); } catch {} } }', /step/i],
    ['timers without end', 'export function run() { for (;;) setTimeout(() => {}, 1000); }', /waiting at one time/],
  ])('is stopped at a bound: %s', (_, text, what) => {
    const { status, stop } = smallWorld({
      nodes: ['web'],
      code: { wild: text },
      start(world) {
        world.node('web', (env, code) => {
          env.clock.setTimeout(() => void (code.wild as unknown as { run: () => unknown }).run(), 10);
          return {};
        });
      },
    })();
    expect(status).toBe('exhausted');
    expect(stop!.what).toMatch(what);
    expect(stop!.node).toBe('web');
  });
});

describe('a bound', () => {
  it('counts timers that wait, and no cancelled ones', () => {
    const { status, rows } = smallWorld({
      nodes: ['web'],
      start(world) {
        world.node('web', (env) => {
          for (let timer = 0; timer < 30_000; timer += 1) env.clock.clearTimeout(env.clock.setTimeout(() => undefined, 900));
          env.clock.setTimeout(() => env.log('fine'), 10);
          return {};
        });
      },
    })();
    expect(status).toBe('ended');
    expect(logs(rows)).toEqual(['fine']);
  });

  it('explains the stop also where a crash reaches it', () => {
    const { status, stop } = smallWorld({
      nodes: ['web', 'stock'],
      links: ['web>stock'],
      start(world) {
        world.node('web', (env) => {
          const ask = () => {
            for (let request = 0; request < 1000; request += 1) env.request('stock', null, { timeoutMs: 900 }).catch(() => undefined);
          };
          for (let turn = 0; turn < 6; turn += 1) env.clock.setTimeout(ask, turn * 20);
          return {};
        });
        world.node('stock', () => ({ handle: () => new Promise<void>(() => undefined) }));
      },
    })({ faults: [{ atMs: 300, kind: 'crash', target: 'stock' }] });
    expect(status).toBe('exhausted');
    expect(stop!.what).toMatch(/messages are on their way/);
  });

  it('explains the stop where a process cannot start within it', () => {
    const { status, stop } = smallWorld({
      nodes: ['web'],
      start(world) {
        world.node('web', () => {
          for (;;);
        });
      },
    })();
    expect(status).toBe('exhausted');
    expect(stop).toMatchObject({ node: 'web', what: expect.stringMatching(/endless loop/) as string });
  });

  it('explains the stop where the scenario cannot start within it', () => {
    const { status, stop } = smallWorld({
      nodes: ['web'],
      start() {
        for (;;);
      },
    })();
    expect(status).toBe('exhausted');
    expect(stop).toMatchObject({ node: '', what: expect.stringMatching(/endless loop/) as string });
  });
});

describe('a clock that is skewed', () => {
  it('counts at its own rate and never jumps back, while the wall clock jumps', () => {
    const { rows } = smallWorld({
      nodes: ['web'],
      start(world) {
        world.node('web', (env) => {
          const tick = () => {
            env.log(`${env.clock.now()} ${env.wallNow() % 86_400_000}`);
            env.clock.setTimeout(tick, 200);
          };
          env.clock.setTimeout(tick, 200);
          return {};
        });
      },
    })({ faults: [{ atMs: 300, kind: 'skew', target: 'web', offsetMs: -5000, rate: 2 }] });
    expect(logs(rows).slice(0, 3)).toEqual(['200 200', '500 86395500', '700 86395700']);
  });
});

describe('chance', () => {
  const talking = smallWorld({
    nodes: ['web', { id: 'stock', label: 'stock', cards: [] }],
    links: ['web>stock'],
    start(world) {
      world.node('web', (env) => {
        for (let turn = 0; turn < 40; turn += 1) env.clock.setTimeout(() => env.send('stock', turn), turn * 20);
        return {};
      });
      world.node('stock', () => ({}));
    },
    latencyMs: [10, 200],
  });
  const journeys = (faults: Parameters<typeof talking>[0] & object) => talking(faults).flights.filter(({ sentAt, lost }) => lost === '' && sentAt > 400_000).map(({ sentAt, arrivesAt }) => [sentAt, arrivesAt]);

  it.each([
    { kind: 'drop', ratio: 0.5 },
    { kind: 'duplicate', ratio: 0.5 },
    { kind: 'reorder', ratio: 0.5, ms: 50 },
    { kind: 'cut' },
  ] as const)('of a link is not shifted by what a fault draws: $kind', (fault) => {
    const sound = journeys({});
    expect(sound.length).toBeGreaterThan(10);
    expect(journeys({ faults: [{ ...fault, target: 'web>stock', atMs: 0, forMs: 390 }] })).toEqual(sound);
  });
});

describe('a beat', () => {
  it('has no part in the run', () => {
    const world: SmallWorld = {
      nodes: ['web'],
      start(registry) {
        registry.node('web', (env) => {
          const tick = () => {
            env.report('ticked', { chance: env.random() });
            env.clock.setTimeout(tick, 1);
          };
          tick();
          return {};
        });
      },
    };
    const { simulate } = loadSimulation(compiledSmallWorld(world));
    const input = { experiment: 'only', seed: 1, knobs: {} };
    let beats = 0;
    const { hash } = simulate(input, () => void (beats += 1));
    expect(beats).toBeGreaterThan(2);
    expect(simulate(input).hash).toBe(hash);
  });
});

describe('a workload', () => {
  it('has chance of its own beside another of the same node', () => {
    const { rows } = smallWorld({
      nodes: ['shoppers'],
      start(world) {
        world.node('shoppers', (env) => {
          env.arrivals(10, ({ random }) => env.report('bought', { chance: random() }));
          env.arrivals(10, ({ random }) => env.report('looked', { chance: random() }));
          return {};
        });
      },
    })();
    const seen = (kind: string) => kinds(rows, kind).map(({ at, data }) => `${at} ${data.chance as number}`);
    expect(seen('bought').length).toBeGreaterThan(3);
    expect(seen('bought').filter((arrival) => seen('looked').includes(arrival))).toEqual([]);
  });

  it('arrives alike whatever the code draws, at the rate that was asked for', () => {
    const run = (knobs: { extra: boolean }) =>
      smallWorld({
        nodes: ['shoppers'],
        knobs: [{ kind: 'switch', name: 'extra', label: '', group: '', help: '', default: false }],
        durationMs: 20_000,
        start(world, setup) {
          world.node('shoppers', (env) => {
            env.arrivals(50, ({ number, random }) => {
              if (setup.knobs.extra === true) env.random();
              env.report('arrived', { number, chance: random() });
            });
            return {};
          });
        },
      })({ knobs }).rows.filter(({ kind }) => kind === 'arrived').map(({ at, data }) => [at, data.chance]);
    expect(run({ extra: true })).toEqual(run({ extra: false }));
    expect(run({ extra: false }).length).toBeGreaterThan(900);
    expect(run({ extra: false }).length).toBeLessThan(1100);
  });
});

describe('the stack of an error', () => {
  const thrown = smallWorld({
    nodes: ['web'],
    start(world) {
      world.node('web', (env) => {
        env.log(String(new Error('no').stack).includes('\n') ? 'a stack' : 'no stack');
        return {};
      });
    },
  });

  it('is not written in a run, and is again after it', () => {
    const { stackTraceLimit } = Error;
    expect(logs(thrown().rows)).toEqual(['no stack']);
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });

  it('stays as it is where code has made its limit unchangeable, and the run comes to its end', () => {
    const { stackTraceLimit } = Error;
    Object.defineProperty(Error, 'stackTraceLimit', { writable: false });
    try {
      expect(thrown().status).toBe('ended');
    } finally {
      Object.defineProperty(Error, 'stackTraceLimit', { writable: true, value: stackTraceLimit });
    }
  });
});

describe('a node whose factory takes no code', () => {
  const code = { bomb: "throw new Error('The code was instantiated.');" };

  it('starts without any, where one that takes it does not', () => {
    expect(smallWorld({ nodes: ['web'], code, start: (world) => world.node('web', () => ({})) })().status).toBe('ended');
    expect(smallWorld({ nodes: ['web'], code, start: (world) => world.node('web', (_env, files) => (files === undefined ? {} : {})) })().status).toBe('failed');
  });
});
