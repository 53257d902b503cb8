import { describe, expect, it } from 'vitest';
import type { Fault } from '@/simulation/fault.ts';
import type { Hero } from '@/simulation/hero.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { sampleData, sampleRun, shown } from '@/simulation/views/frame-sample.ts';
import { heroFaultAt } from './hero-fault.ts';

const action: Hero['action'] = { label: 'Crash stock', icon: 'power-off', fault: { kind: 'crash', target: 'stock', forMs: 4000 } };
const index = frameIndexOf(sampleRun([]), sampleData);
const strikes = (faults: readonly Fault[], ms: number) => heroFaultAt(action, faults, index, ms * 1000) !== undefined;

describe('the fault of a hero', () => {
  it('strikes its node, and not again until it is over', () => {
    expect(heroFaultAt(action, [], index, 1_500_000)).toEqual({ kind: 'crash', target: 'stock', forMs: 4000, atMs: 1500 });
    const faults: readonly Fault[] = [{ kind: 'crash', target: 'stock', forMs: 4000, atMs: 1000 }];
    expect([999, 1000, 4999, 5000].map((ms) => strikes(faults, ms))).toEqual([true, false, false, true]);
  });

  it('holds to the end where nothing ends it, and is over with a restart', () => {
    const crash: Fault = { kind: 'crash', target: 'stock', atMs: 1000 };
    expect(strikes([crash], 90_000)).toBe(false);
    expect(strikes([crash, { kind: 'restart', target: 'stock', atMs: 3000 }], 3000)).toBe(true);
  });

  it('is another one on another node, or of another kind', () => {
    expect(strikes([{ kind: 'crash', target: 'web', atMs: 0 }, { kind: 'pause', target: 'stock', atMs: 0 }], 10)).toBe(true);
  });

  it('strikes whoever leads, and nobody while nobody does', () => {
    const [web, stock] = sampleData.topology.nodes;
    const [card] = stock!.cards;
    const looks = { leads: { label: 'Leads', tone: 'ok', shape: 'dot', ground: 'plain', mark: 'leader' }, follows: { label: 'Follows', tone: 'flat', shape: 'ring', ground: 'none' } } as const;
    const led = { ...sampleData, topology: { ...sampleData.topology, nodes: [web!, { ...stock!, cards: [{ ...card!, pill: { value: 'mode', looks } }] }] } };
    const run = sampleRun([shown(100, 'stock', { mode: 'follows' }), shown(200, 'stock', { mode: 'leads' }), { at: 300, node: 'stock', kind: 'node.state', data: { state: 'down', factor: 1, failRatio: 0 } }]);
    const crash: Hero['action'] = { label: 'Crash the leader', icon: 'power-off', fault: { kind: 'crash', target: { mark: 'leader' } } };
    expect([150, 250, 350].map((at) => heroFaultAt(crash, [], frameIndexOf(run, led), at)?.target)).toEqual([undefined, 'stock', undefined]);
  });
});
