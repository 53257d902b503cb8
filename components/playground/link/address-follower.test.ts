import { beforeEach, describe, expect, it } from 'vitest';
import { AddressFollower } from './address-follower.ts';
import { sharedSample } from './link-sample.ts';

let address = '';
let writes: string[] = [];
let now = 0;
let waiting: { readonly at: number; readonly call: () => void } | undefined;
let encode = async (name: string) => name;
let follower: AddressFollower;

const at = (us: number) => sharedSample({ at: us });
/** Lets wall time pass. ms */
async function pass(ms: number) {
  now += ms;
  if (waiting !== undefined && waiting.at <= now) {
    const { call } = waiting;
    waiting = undefined;
    call();
  }
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

beforeEach(() => {
  [address, writes, now, waiting] = ['', [], 0, undefined];
  encode = async (name) => name;
  follower = new AddressFollower({
    read: () => address,
    write: (fragment) => {
      address = fragment;
      writes.push(fragment);
    },
    encode: (run) => encode(`run=1&t=${run.at}`),
    now: () => now,
    wait: (ms, then) => {
      waiting = { at: now + ms, call: then };
      return () => (waiting = undefined);
    },
  });
});

describe('the address', () => {
  it('stays as it is while the instrument stands as it opened', async () => {
    address = 'break-it';
    follower.stand(at(5), true);
    await pass(5000);
    expect(writes).toEqual([]);
  });

  it('says the run once the instrument has stood still for a while', async () => {
    follower.stand(at(5), true);
    follower.stand(at(6), false);
    await pass(399);
    expect(writes).toEqual([]);
    await pass(1);
    expect(writes).toEqual(['run=1&t=6']);
  });

  it('says nothing of what was passed through, and nothing while it plays', async () => {
    follower.stand(at(5), true);
    for (const us of [6, 7, 8]) {
      follower.stand(at(us), false);
      await pass(100);
    }
    follower.move();
    await pass(5000);
    expect(writes).toEqual([]);
    follower.stand(at(9), false);
    await pass(400);
    expect(writes).toEqual(['run=1&t=9']);
  });

  it('is written once a second at most', async () => {
    follower.stand(at(5), true);
    follower.stand(at(6), false);
    await pass(400);
    follower.stand(at(7), false);
    await pass(999);
    expect(writes).toHaveLength(1);
    await pass(1);
    expect(writes).toEqual(['run=1&t=6', 'run=1&t=7']);
  });

  it('is clean again where all is as it opens without a link', async () => {
    address = 'run=1&t=9';
    follower.stand(at(9), false);
    follower.stand(at(5), true);
    await pass(400);
    expect(writes).toEqual(['']);
  });

  it('leaves somebody’s link alone until the run is another', async () => {
    address = 'run=1&x=slow&t=9';
    follower.stand(at(9), false);
    await pass(5000);
    expect(writes).toEqual([]);
    follower.stand(at(10), false);
    await pass(400);
    expect(writes).toEqual(['run=1&t=10']);
  });

  it('is not written over where a link was put there meanwhile', async () => {
    follower.stand(at(5), true);
    follower.stand(at(6), false);
    address = 'run=1&x=calm';
    await pass(400);
    expect(writes).toEqual([]);
    follower.open();
    follower.stand(at(7), false);
    await pass(5000);
    expect(writes).toEqual([]);
    follower.stand(at(8), false);
    await pass(400);
    expect(writes).toEqual(['run=1&t=8']);
  });

  it('takes an anchor of the article’s place, but does not clear it', async () => {
    follower.stand(at(5), true);
    address = 'break-it';
    follower.stand(at(6), false);
    await pass(400);
    expect(writes).toEqual(['run=1&t=6']);
    address = 'solution';
    follower.stand(at(5), true);
    await pass(1000);
    expect(writes).toEqual(['run=1&t=6']);
  });

  it('is not written by a link that was overtaken while it was made, nor by one that could not be made', async () => {
    follower.stand(at(5), true);
    let finish: (fragment: string) => void = () => undefined;
    encode = () => new Promise((resolve) => (finish = resolve));
    follower.stand(at(6), false);
    await pass(400);
    follower.move();
    finish('run=1&t=6');
    await pass(0);
    expect(writes).toEqual([]);
    encode = () => Promise.reject(new Error('offline'));
    follower.stand(at(7), false);
    await pass(400);
    expect(writes).toEqual([]);
  });
});
