import { describe, expect, it } from 'vitest';
import type { Fault } from '@/simulation/fault.ts';
import { soundLink, type LinkState, type NodeCondition, type NodeState, type PodState } from '@/simulation/views/frame-index.ts';
import { faultMenu, openingWay } from './fault-menu.ts';
import { linkOffers, nodeOffers, podOffers, type Way } from './fault-offers.ts';

const budget = { kinds: [...nodeOffers, ...linkOffers], atOnce: 2 };
const stateOf = (condition: NodeCondition): NodeState => ({ condition, factor: condition === 'slow' ? 3 : 1, failRatio: condition === 'failing' ? 0.5 : 0 });
const menu = (condition: NodeCondition, faults: readonly Fault[] = [], at = 400_000, claims = budget) =>
  faultMenu({ what: 'node', target: 'stock', takes: nodeOffers, state: stateOf(condition) }, faults, at, claims);
const available = (condition: NodeCondition) => menu(condition).filter(({ unavailable }) => unavailable === '').map(({ kind }) => kind);
const wire = (way: Way, state: Partial<LinkState> = {}, faults: readonly Fault[] = []) =>
  faultMenu({ what: 'link', target: 'web>stock', takes: linkOffers, state: { ...soundLink, ...state }, way }, faults, 400_000, budget);

describe('the menu of a node', () => {
  it('offers what the node would accept in its present state, and says why it would not accept the rest', () => {
    expect(available('up')).toEqual(['crash', 'slow', 'pause', 'fail', 'skew']);
    expect(available('slow')).toEqual(['crash', 'pause', 'fail', 'skew']);
    expect(available('failing')).toEqual(['crash', 'slow', 'pause', 'skew']);
    expect(available('down')).toEqual(['restart']);
    expect(available('restarting')).toEqual(['crash']);
    expect(available('paused')).toEqual(['crash']);
    expect(menu('up').find(({ kind }) => kind === 'restart')!.unavailable).toBe('it is running');
  });

  it('strikes at the playhead', () => {
    expect(menu('up')[0]!.events).toEqual([{ type: 'fault.added', fault: { kind: 'crash', target: 'stock', atMs: 400 } }]);
  });

  it('ends a fault that holds at the playhead, and leaves its past as it was', () => {
    const slow: Fault = { kind: 'slow', target: 'stock', atMs: 100, forMs: 900, factor: 3 };
    const choice = menu('slow', [slow]).find(({ kind }) => kind === 'slow')!;
    expect(choice).toMatchObject({ isOn: true, unavailable: '', label: 'Slow ×3' });
    expect(choice.events).toEqual([{ type: 'fault.changed', index: 0, fault: { ...slow, forMs: 300 } }]);
    for (const elsewhere of [99_000, 1_000_000]) expect(menu('slow', [slow], elsewhere).find(({ kind }) => kind === 'slow')!.isOn).toBe(false);
  });

  it('takes back a fault that struck at this very moment', () => {
    const frozen: Fault = { kind: 'pause', target: 'stock', atMs: 400 };
    expect(menu('paused', [frozen]).find(({ kind }) => kind === 'pause')).toMatchObject({ isOn: true, events: [{ type: 'fault.removed', index: 0 }] });
  });

  it('ends a crash by the crash itself, and by a restart', () => {
    const crash: Fault = { kind: 'crash', target: 'stock', atMs: 100 };
    const ended = [{ type: 'fault.changed', index: 0, fault: { ...crash, forMs: 300 } }];
    expect(menu('down', [crash]).filter(({ unavailable }) => unavailable === '')).toMatchObject([{ kind: 'crash', isOn: true, events: ended }, { kind: 'restart', isOn: false, events: ended }]);
  });

  it('does not call a node slow that forgot it in a crash', () => {
    const slow: Fault = { kind: 'slow', target: 'stock', atMs: 100, factor: 3 };
    expect(menu('down', [slow]).some(({ isOn }) => isOn)).toBe(false);
  });

  it('does not take the fault of another node for its own', () => {
    expect(menu('up', [{ kind: 'slow', target: 'web', atMs: 0, factor: 2 }]).some(({ isOn }) => isOn)).toBe(false);
  });
});

describe('the menu of a pod', () => {
  const podMenu = (condition: PodState['condition']) => faultMenu({ what: 'pod', target: 'web-1', takes: podOffers, state: { condition, generation: 1, ending: '' } }, [{ kind: 'stop', target: 'web-1', atMs: 400 }], 400_000, budget);

  it('offers to stop it and to evict it, which is over at once and so never on', () => {
    expect(podMenu('running').map(({ kind, label, unavailable, isOn }) => [kind, label, unavailable, isOn])).toEqual([['stop', 'Stop', '', false], ['evict', 'Evict', '', false]]);
    expect(podMenu('starting')[1]!.events).toEqual([{ type: 'fault.added', fault: { kind: 'evict', target: 'web-1', atMs: 400 } }]);
  });

  it('says why it takes neither', () => {
    expect((['pending', 'stopping', 'gone'] as const).map((condition) => podMenu(condition)[0]!.unavailable)).toEqual(['it is not there yet', 'it is stopping already', 'it is gone']);
  });
});

describe('the menu of a link', () => {
  it('strikes the way that is chosen', () => {
    expect(wire('both')[0]!.events).toEqual([{ type: 'fault.added', fault: { kind: 'cut', target: 'web>stock', atMs: 400 } }]);
    expect(wire('back')[0]!.events).toEqual([{ type: 'fault.added', fault: { kind: 'cut', target: 'web>stock', atMs: 400, direction: 'back' } }]);
  });

  it('predicts that a second fault of a kind is refused on a way that has the first', () => {
    const cut: Fault = { kind: 'cut', target: 'web>stock', atMs: 100, direction: 'there' };
    const state: Partial<LinkState> = { condition: 'cut', there: { cut: true }, back: { cut: false } };
    const first = (way: Way) => wire(way, state, [cut])[0]!;
    expect(first('there')).toMatchObject({ isOn: true, unavailable: '' });
    expect(first('both')).toMatchObject({ isOn: false, unavailable: 'requests are cut already' });
    expect(first('back')).toMatchObject({ isOn: false, unavailable: '' });
    expect(wire('both', state, [cut]).slice(1).every(({ unavailable }) => unavailable === '')).toBe(true);
    expect(openingWay('web>stock', [cut], 400_000)).toBe('there');
    expect(openingWay('web>stock', [cut], 50_000)).toBe('both');
  });

  it('knows a delay, a loss, a repetition and another order by what they do', () => {
    const there = { delayMs: 500, drop: 0.2, duplicate: 0.2, reorder: 0.5 };
    expect(wire('there', { condition: 'degraded', there }).map(({ unavailable }) => unavailable)).toEqual([
      '', 'requests are delayed already', 'requests are lost already', 'requests are repeated already', 'requests are reordered already',
    ]);
  });
});

describe('a menu', () => {
  it('says what goes beyond what the pattern claims to survive, and lets it be chosen', () => {
    const beyond = (faults: readonly Fault[]) => menu('up', faults, 400_000, { kinds: ['slow', 'pause'], atOnce: 1 }).filter(({ isBeyond }) => isBeyond).map(({ kind }) => kind);
    expect(beyond([])).toEqual(['crash', 'fail', 'skew']);
    expect(beyond([{ kind: 'cut', target: 'web>stock', atMs: 0 }])).toEqual(['crash', 'slow', 'pause', 'fail', 'skew']);
    expect(beyond([{ kind: 'cut', target: 'web>stock', atMs: 0, forMs: 100 }])).toEqual(['crash', 'fail', 'skew']);
  });

  it('gives every line a letter of its own', () => {
    for (const letters of [menu('up'), wire('both')].map((choices) => choices.map(({ letter }) => letter))) expect(new Set(letters).size).toBe(letters.length);
  });
});
