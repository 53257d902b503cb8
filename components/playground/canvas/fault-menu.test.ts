import { describe, expect, it } from 'vitest';
import type { Fault } from '@/simulation/fault.ts';
import type { NodeCondition, NodeState } from '@/simulation/views/frame-index.ts';
import { faultMenu, linkOffers, nodeOffers } from './fault-menu.ts';

const stateOf = (condition: NodeCondition): NodeState => ({ condition, factor: condition === 'slow' ? 3 : 1, failRatio: 0 });
const menu = (condition: NodeCondition, faults: readonly Fault[] = [], at = 400_000) => faultMenu({ target: 'stock', takes: nodeOffers, state: stateOf(condition) }, faults, at);
const available = (condition: NodeCondition) => menu(condition).filter(({ unavailable }) => unavailable === '').map(({ kind }) => kind);

describe('faultMenu', () => {
  it('offers what the node would accept in its present state, and says why it would not accept the rest', () => {
    expect(available('up')).toEqual(['crash', 'slow', 'pause', 'fail', 'skew']);
    expect(available('down')).toEqual(['restart']);
    expect(available('restarting')).toEqual(['crash']);
    expect(menu('up').find(({ kind }) => kind === 'restart')!.unavailable).toBe('it is running');
  });

  it('strikes at the playhead', () => {
    expect(menu('up')[0]!.events).toEqual([{ type: 'fault.added', fault: { kind: 'crash', target: 'stock', atMs: 400 } }]);
  });

  it('ends a fault that holds at the playhead, and leaves its past as it was', () => {
    const slow: Fault = { kind: 'slow', target: 'stock', atMs: 100, forMs: 900, factor: 3 };
    const choice = menu('slow', [slow]).find(({ kind }) => kind === 'slow')!;
    expect(choice).toMatchObject({ isOn: true, unavailable: '' });
    expect(choice.events).toEqual([{ type: 'fault.removed', index: 0 }, { type: 'fault.added', fault: { ...slow, forMs: 300 } }]);
    for (const elsewhere of [99_000, 1_000_000]) expect(menu('slow', [slow], elsewhere).find(({ kind }) => kind === 'slow')!.isOn).toBe(false);
  });

  it('takes back a fault that struck at this very moment', () => {
    const frozen: Fault = { kind: 'pause', target: 'stock', atMs: 400 };
    expect(menu('paused', [frozen]).find(({ kind }) => kind === 'pause')).toMatchObject({ isOn: true, events: [{ type: 'fault.removed', index: 0 }] });
  });

  it('does not call a node slow that forgot it in a crash', () => {
    const slow: Fault = { kind: 'slow', target: 'stock', atMs: 100, factor: 3 };
    expect(menu('down', [slow]).some(({ isOn }) => isOn)).toBe(false);
  });

  it('does not take the fault of another node for its own', () => {
    expect(menu('up', [{ kind: 'slow', target: 'web', atMs: 0, factor: 2 }]).some(({ isOn }) => isOn)).toBe(false);
  });

  it('gives every line of a menu a letter of its own', () => {
    for (const kinds of [nodeOffers, linkOffers]) {
      const letters = faultMenu({ target: 'stock', takes: kinds, state: undefined }, [], 0).map(({ letter }) => letter);
      expect(new Set(letters).size).toBe(letters.length);
    }
  });
});
