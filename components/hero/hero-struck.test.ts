import { describe, expect, it } from 'vitest';
import { isHeroStruck } from './hero-struck.ts';

const action = { label: 'Crash payments', icon: 'power-off', fault: { kind: 'crash', target: 'payments', forMs: 4000 } } as const;

describe('the fault of a hero', () => {
  it('holds from when it strikes until it is over', () => {
    const faults = [{ ...action.fault, atMs: 1000 }];
    expect([999, 1000, 4999, 5000].map((atMs) => isHeroStruck(faults, action, atMs))).toEqual([false, true, true, false]);
  });
  it('holds to the end where nothing ends it, and is over with a restart', () => {
    const crash = { kind: 'crash', target: 'payments', atMs: 1000 } as const;
    expect(isHeroStruck([crash], action, 90_000)).toBe(true);
    expect(isHeroStruck([crash, { kind: 'restart', target: 'payments', atMs: 3000 }], action, 3000)).toBe(false);
  });
  it('is another one on another node, or of another kind', () => {
    expect(isHeroStruck([{ kind: 'crash', target: 'checkout', atMs: 0 }, { kind: 'pause', target: 'payments', atMs: 0 }], action, 10)).toBe(false);
  });
});
