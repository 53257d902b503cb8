import { describe, expect, it } from 'vitest';
import type { RunResult } from './run.ts';
import { smallWorld } from './testing/small-world.ts';
import { inWords } from './world-sentences.ts';

const nodes = ['proxy', 'app'];
const pod = { id: 'shop', nodes };

/** What happened from a time on, in order: `500 proxy up`. */
const story = ({ rows }: RunResult, fromMs = 0) =>
  rows.flatMap(({ at, node, kind, data }) => {
    const ms = Math.round(at / 1000);
    if (ms < fromMs) return [];
    const words = (name: string) => inWords(data[name]);
    if (kind === 'node.state') return [`${ms} ${node} ${words('state')}`];
    if (kind === 'pod.state') return [`${ms} ${words('pod')} ${words('generation')} ${words('state')}${data.ending === '' ? '' : ` (${words('ending')})`}`];
    if (kind === 'fault.refused') return [`refused: ${words('reason')}`];
    return kind === 'log' ? [`${ms} ${node}: ${words('text')}`] : [];
  });

describe('a pod with a helper', () => {
  const run = smallWorld({
    nodes,
    pod,
    durationMs: 60_000,
    start(world) {
      world.pod('shop', { containers: [{ node: 'proxy', kind: 'helper' }, { node: 'app', kind: 'app' }], graceMs: 2_000, replacedAfterMs: 1_000 });
      world.node('proxy', (env) => {
        env.clock.setTimeout(() => env.ready(), 300);
        return { stop: () => env.log('ends') };
      });
      world.node('app', (env) => ({
        stop: async () => {
          env.log('ends what it has begun');
          await env.sleep(700);
        },
      }));
    },
  });

  it('starts the helper, and the app when that is ready', () => {
    expect(story(run())).toEqual([
      '0 proxy restarting', '0 app restarting', '0 proxy restarting', '0 shop 1 starting', '500 proxy up', '800 app restarting', '800 shop 1 running', '1300 app up',
    ]);
  });

  it('stops the app and then the helper, and another takes its place', () => {
    expect(story(run({ faults: [{ atMs: 5_000, kind: 'stop', target: 'shop' }] }), 5_000)).toEqual([
      '5000 app stopping', '5000 shop 1 stopping (stopped)', '5000 app: ends what it has begun', '5700 app exited', '5700 proxy stopping', '5700 proxy: ends', '5700 proxy exited',
      '5700 shop 1 gone (stopped)', '6700 proxy restarting', '6700 shop 2 starting', '7200 proxy up', '7500 app restarting', '7500 shop 2 running', '8000 app up',
    ]);
  });

  it('ends a container that is on its way at once', () => {
    expect(story(run({ faults: [{ atMs: 1_000, kind: 'stop', target: 'shop' }] }), 1_000).slice(0, 5)).toEqual([
      '1000 app down', '1000 shop 1 stopping (stopped)', '1000 proxy stopping', '1000 proxy: ends', '1000 proxy exited',
    ]);
  });

  it('kills what has not ended when the grace is over', () => {
    const faults = [{ atMs: 4_900, kind: 'pause', target: 'app' }, { atMs: 5_000, kind: 'stop', target: 'shop' }] as const;
    expect(story(run({ faults }), 5_000).slice(0, 5)).toEqual(['5000 app paused', '5000 shop 1 stopping (stopped)', '7000 proxy down', '7000 app down', '7000 shop 1 gone (stopped)']);
  });

  it('restarts a helper alone: at once, and then after pauses that double', () => {
    const faults = [5_000, 6_000, 17_000].map((atMs) => ({ atMs, kind: 'crash', target: 'proxy' }) as const);
    expect(story(run({ faults }), 5_000)).toEqual([
      '5000 proxy down', '5000 proxy restarting', '5500 proxy up', '6000 proxy down', '16000 proxy restarting', '16500 proxy up', '17000 proxy down', '37000 proxy restarting', '37500 proxy up',
    ]);
  });

  it('cannot start a container while a crash lasts', () => {
    const faults = [{ atMs: 5_000, forMs: 12_000, kind: 'crash', target: 'app' }] as const;
    expect(story(run({ faults }), 5_000)).toEqual(['5000 app down', '35000 app restarting', '35500 app up']);
  });

  it('lets no pause outlast its pod', () => {
    const crashes = [5_000, 6_000, 11_000, 11_600].map((atMs) => ({ atMs, kind: 'crash', target: 'app' }) as const);
    const { rows } = run({ faults: [...crashes, { atMs: 7_000, kind: 'stop', target: 'shop' }] });
    expect(story({ rows } as RunResult, 11_000)).toEqual(['11000 app down', '11000 app restarting', '11500 app up', '11600 app down', '21600 app restarting', '22100 app up']);
  });

  it('starts a container before its pause is over where somebody restarts it', () => {
    const faults = [{ atMs: 5_000, kind: 'crash', target: 'app' }, { atMs: 6_000, kind: 'crash', target: 'app' }, { atMs: 8_000, kind: 'restart', target: 'app' }] as const;
    expect(story(run({ faults }), 6_000)).toEqual(['6000 app down', '8000 app restarting', '8500 app up']);
  });

  it('takes no fault that its state does not accept', () => {
    const faults = [{ atMs: 5_000, kind: 'stop', target: 'shop' }, { atMs: 5_100, kind: 'stop', target: 'shop' }, { atMs: 5_900, kind: 'restart', target: 'app' }] as const;
    expect(story(run({ faults }), 5_000).filter((line) => line.startsWith('refused'))).toEqual([
      'refused: shop is stopping and takes no stop.', 'refused: app is exited and takes no restart.',
    ]);
  });
});

describe('a job', () => {
  const job = smallWorld({
    nodes,
    pod,
    knobs: [{ name: 'native', kind: 'switch', default: true, label: '', group: '', help: '' }, { name: 'code', kind: 'number', default: 0, min: 0, max: 1, step: 1, unit: '', label: '', group: '', help: '' }],
    durationMs: 30_000,
    start(world, { knobs }) {
      world.pod('shop', { containers: [{ node: 'proxy', kind: knobs.native === true ? 'helper' : 'app' }, { node: 'app', kind: 'app' }], restart: 'on-failure', backOffMs: [3_000, 12_000] });
      world.node('proxy', (env) => {
        env.ready();
        return {};
      });
      world.node('app', (env) => {
        env.clock.setTimeout(() => env.exit(env.disk.get('failed') === undefined ? Number(knobs.code) : 0), 2_000);
        return {};
      });
    },
  });

  it('is complete when its app is, and its helper is stopped', () => {
    expect(story(job(), 2_000)).toEqual(['3000 app exited', '3000 proxy stopping', '3000 shop 1 stopping (completed)', '3000 proxy exited', '3000 shop 1 gone (completed)']);
  });

  it('never ends where the helper counts as an app', () => {
    expect(story(job({ knobs: { native: false } }), 2_000)).toEqual(['2500 app exited']);
  });

  it('starts what failed again', () => {
    expect(story(job({ knobs: { code: 1 } }), 3_000)).toEqual([
      '3000 app down', '3000 app restarting', '3500 app up', '5500 app down', '8500 app restarting', '9000 app up', '11000 app down', '17000 app restarting', '17500 app up', '19500 app down',
    ]);
  });
});

describe('a pod on demand', () => {
  const run = smallWorld({
    nodes: ['platform', ...nodes],
    pod,
    durationMs: 20_000,
    start(world) {
      world.pod('shop', { containers: [{ node: 'proxy', kind: 'helper' }, { node: 'app', kind: 'app' }], restart: 'never', graceMs: 1_000, start: 'on-demand' });
      world.node('platform', (env) => {
        const ask = async (item: string) => {
          try {
            const { ending, code } = await env.runPod('shop', { item });
            env.log(`${item} ${ending} ${code}`);
          } catch (error) {
            env.log(`${item}: ${(error as { code: string }).code}`);
          }
        };
        env.clock.setTimeout(() => void ask('3'), 1_000);
        env.clock.setTimeout(() => void ask('0'), 1_000);
        env.clock.setTimeout(() => void ask('0'), 6_000);
        env.clock.setTimeout(() => void ask('1'), 12_000);
        env.clock.setTimeout(() => env.stopPod('shop'), 14_000);
        env.clock.setTimeout(() => env.stopPod('shop'), 18_000);
        return {};
      });
      world.node('proxy', (env) => {
        env.log(`has ${env.volume.files().length}`);
        env.ready();
        return {};
      });
      world.node('app', (env) => {
        env.volume.append('result', 'x');
        env.clock.setTimeout(() => env.exit(Number(env.volume.read('item'))), 2_000);
        return {};
      });
    },
  });

  it('is there when it is asked for, with its files, and says how it ended', () => {
    expect(story(run())).toEqual([
      '0 proxy absent', '0 app absent',
      '1000 platform: 0: busy', '1000 proxy restarting', '1000 shop 1 starting', '1500 proxy: has 1', '1500 proxy up', '1500 app restarting', '1500 shop 1 running', '2000 app up',
      '4000 app down', '4000 proxy stopping', '4000 shop 1 stopping (failed)', '4000 proxy exited', '4000 shop 1 gone (failed)', '4000 platform: 3 failed 3',
      '6000 proxy restarting', '6000 shop 2 starting', '6500 proxy: has 1', '6500 proxy up', '6500 app restarting', '6500 shop 2 running', '7000 app up',
      '9000 app exited', '9000 proxy stopping', '9000 shop 2 stopping (completed)', '9000 proxy exited', '9000 shop 2 gone (completed)', '9000 platform: 0 completed 0',
      '12000 proxy restarting', '12000 shop 3 starting', '12500 proxy: has 1', '12500 proxy up', '12500 app restarting', '12500 shop 3 running', '13000 app up',
      '14000 app stopping', '14000 shop 3 stopping (stopped)', '14000 app exited', '14000 proxy stopping', '14000 proxy exited', '14000 shop 3 gone (stopped)', '14000 platform: 1 stopped 0',
    ]);
  });

  it('can be evicted, and told so', () => {
    expect(story(run({ faults: [{ atMs: 3_000, kind: 'evict', target: 'shop' }] })).filter((line) => line.includes('platform:'))[1]).toBe('3000 platform: 3 evicted 0');
  });

  it('takes no fault before it is there', () => {
    const { rows } = run({ faults: [{ atMs: 500, kind: 'stop', target: 'shop' }, { atMs: 500, kind: 'restart', target: 'app' }, { atMs: 500, kind: 'crash', target: 'app' }] });
    expect(story({ rows } as RunResult).filter((line) => line.startsWith('refused'))).toEqual(['refused: shop is pending and takes no stop.', 'refused: app is absent and takes no restart.', 'refused: app is absent and takes no crash.']);
  });

  it('forgets who asked when that one is down', () => {
    expect(story(run({ faults: [{ atMs: 2_500, kind: 'crash', target: 'platform' }] }), 2_500)).toContain('4000 shop 1 gone (failed)');
  });
});

describe('the volume of a pod', () => {
  const run = smallWorld({
    nodes,
    pod,
    durationMs: 30_000,
    start(world) {
      const changed = (used: number) => ({ node: 'app', card: 'volume', gauges: { used } });
      world.pod('shop', { containers: [{ node: 'proxy', kind: 'app' }, { node: 'app', kind: 'app' }], volume: { size: 100, lookEveryMs: 4_000, changed }, graceMs: 5_000 });
      world.node('proxy', (env) => {
        env.log(`finds ${env.volume.files().map(({ id, name, size }) => `${name} ${id} ${size}`).join(', ')} and ${JSON.stringify(env.disk.get('mark') ?? null)}`);
        env.disk.commit({ mark: 1 });
        env.clock.setTimeout(() => env.log(`reads ${env.volume.read('old', 2)}, ${env.volume.read('log')}, ${String(env.volume.read('none'))}`), 1_000);
        return { stop: () => env.sleep(10_000) };
      });
      world.node('app', (env) => {
        const { volume } = env;
        volume.append('log', 'one ');
        volume.append('log', 'two');
        volume.rename('log', 'old');
        volume.write('log', 'x');
        volume.write('log', 'new');
        volume.append('gone', 'abc');
        volume.remove('gone');
        env.clock.setTimeout(() => volume.append('log', '!'.repeat(91)), 6_000);
        return { stop: () => env.sleep(10_000) };
      });
    },
  });

  it('is shared, and outlives a container, whose own disk does not', () => {
    const { rows } = run({ faults: [{ atMs: 2_000, kind: 'crash', target: 'proxy' }] });
    expect(story({ rows } as RunResult).filter((line) => line.includes(':')).slice(0, 4)).toEqual(['500 proxy: finds  and null', '1500 proxy: reads e two, new, undefined', '2500 proxy: finds old 1 7, log 2 3 and null', '3500 proxy: reads e two, new, undefined']);
    expect(rows.filter(({ kind }) => kind === 'shown').map(({ data }) => (data.gauges as { used: number }).used)).toEqual([0, 4, 7, 7, 8, 10, 13, 10, 101, 0]);
  });

  it('that holds too much has the pod evicted at the next look, with a second of grace', () => {
    expect(story(run(), 6_000)).toEqual(['8000 proxy stopping', '8000 app stopping', '8000 shop 1 stopping (evicted)', '9000 proxy down', '9000 app down', '9000 shop 1 gone (evicted)']);
  });
});

describe('a pod that is named wrongly', () => {
  it.each([
    ['by no group', { id: 'other', nodes }, /names the pod shop, but its topology has no group of kind pod with that id/],
    ['with another container', { id: 'shop', nodes: ['app'] }, /the pod shop holds app; start\(\) names the container proxy/],
  ])('%s ends the run with what to mend', (_, group, says) => {
    const { status, stop } = smallWorld({
      nodes,
      pod: group,
      start(world) {
        world.pod('shop', { containers: [{ node: 'proxy', kind: 'app' }, { node: 'app', kind: 'app' }] });
        world.node('proxy', () => ({}));
        world.node('app', () => ({}));
      },
    })();
    expect(status).toBe('failed');
    expect(stop!.what).toMatch(says);
  });

  it('or asked for by a node that is in none, says so', () => {
    const { rows, stop } = smallWorld({
      nodes,
      start(world) {
        world.node('proxy', () => ({}));
        world.node('app', (env) => {
          env.ready();
          return {};
        });
      },
    })();
    expect(stop?.what ?? JSON.stringify(rows)).toMatch(/app is in no pod: start\(\) names the containers of one with world\.pod\(\)/);
  });
});
