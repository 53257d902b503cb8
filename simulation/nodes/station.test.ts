import { describe, expect, it } from 'vitest';
import { smallWorld } from '../testing/small-world.ts';

const logs = (run: ReturnType<ReturnType<typeof smallWorld>>) => run.rows.filter(({ kind }) => kind === 'log').map(({ data }) => data.text);

describe('a station', () => {
  it('works on so many at one time, lets so many wait in the order in which they came, and refuses the rest', () => {
    const run = smallWorld({
      nodes: ['web'],
      start(world) {
        world.node('web', (env) => {
          const station = env.station({ slots: 2, places: 2, changed: ({ inFlight, queued }) => env.log(`${inFlight} in, ${queued} wait`) });
          const guest = async (name: string) => {
            try {
              const leave = await station.enter();
              env.log(`${name} in at ${env.clock.now()}`);
              await env.work(10);
              leave();
            } catch (error) {
              env.log(`${name} ${(error as { code: string }).code}`);
            }
          };
          for (const name of ['a', 'b', 'c', 'd', 'e']) void guest(name);
          return {};
        });
      },
    });
    expect(logs(run())).toEqual([
      '0 in, 0 wait', '1 in, 0 wait', '2 in, 0 wait', '2 in, 1 wait', '2 in, 2 wait',
      'a in at 0', 'b in at 0', 'e overloaded',
      '2 in, 1 wait', 'c in at 10', '2 in, 0 wait', 'd in at 10',
      '1 in, 0 wait', '0 in, 0 wait',
    ]);
  });

  it('gives a slot straight to whoever waits longest, and counts a second leaving for nothing', () => {
    const run = smallWorld({
      nodes: ['web'],
      start(world) {
        world.node('web', (env) => {
          const station = env.station({ slots: 1, places: 5 });
          void (async () => {
            const leave = await station.enter();
            void station.enter().then(() => env.log('first'));
            leave();
            leave();
            void station.enter().then(() => env.log('second'));
            env.log(`${station.inFlight} in, ${station.queued} wait`);
          })();
          return {};
        });
      },
    });
    expect(logs(run())).toEqual(['1 in, 1 wait', 'first']);
  });

  it('needs whole slots and places from 0', () => {
    const run = (slots: number, places: number) =>
      smallWorld({
        nodes: ['web'],
        knobs: [
          { kind: 'number', name: 'slots', group: '', label: '', help: '', min: -9, max: 9, step: 1, default: slots, unit: '' },
          { kind: 'number', name: 'places', group: '', label: '', help: '', min: -9, max: 9, step: 1, default: places, unit: '' },
        ],
        start(world, { knobs }) {
          world.node('web', (env) => {
            env.station({ slots: knobs.slots as number, places: knobs.places as number });
            return {};
          });
        },
      })().stop?.what;
    expect(run(0.5, 1)).toContain('A station needs slots, a whole number from 1, got 0.5.');
    expect(run(1, -1)).toContain('A station needs places, a number from 0, got -1.');
    expect(run(1, 0)).toBeUndefined();
  });
});
