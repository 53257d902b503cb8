import type { ChangeEvent } from 'react';
import { describe, expect, it } from 'vitest';
import { pick, picked, type Picking } from './pick.ts';
import type { PlaygroundEvent } from './playground-event.ts';

const arrivals: Picking = { event: { type: 'knob.turned', name: 'arrivals' }, key: 'value', as: 'number' };
/** As much of a field as is read. */
const field = (value: string, picking?: Picking, more: { readonly isValid?: boolean; readonly checked?: boolean } = {}) => {
  const written = picking && pick(picking, undefined);
  return { value, checked: more.checked, validity: { valid: more.isValid ?? true }, getAttribute: () => (written && 'data-pick' in written ? written['data-pick'] : null) } as unknown as HTMLInputElement;
};

describe('a field of the still', () => {
  it('keeps what was chosen as an event with the value of its kind', () => {
    expect(picked(field('24', arrivals))).toEqual({ type: 'knob.turned', name: 'arrivals', value: 24 });
    expect(picked(field('polly', { event: { type: 'settings.chosen' }, key: 'name', as: 'text' }))).toEqual({ type: 'settings.chosen', name: 'polly' });
    expect(picked(field('on', { ...arrivals, as: 'switch' }, { checked: false }))).toEqual({ type: 'knob.turned', name: 'arrivals', value: false });
  });

  it('reads the value at the place of a slider', () => {
    expect(picked(field('333', { ...arrivals, as: { min: 100, max: 100_000, step: 1, scale: 'log' } }))).toMatchObject({ value: 1000 });
  });

  it('keeps nothing for a value that is not allowed, an empty number, or a field that chooses nothing', () => {
    expect(picked(field('999', arrivals, { isValid: false }))).toBeUndefined();
    expect(picked(field('', arrivals))).toBeUndefined();
    expect(picked(field('24'))).toBeUndefined();
  });
});

describe('a live field', () => {
  it('sends the same event when it changes', () => {
    const sent: PlaygroundEvent[] = [];
    const live = pick(arrivals, (event) => void sent.push(event));
    if ('onChange' in live) live.onChange({ target: field('30') } as ChangeEvent<HTMLInputElement>);
    expect(sent).toEqual([{ type: 'knob.turned', name: 'arrivals', value: 30 }]);
  });
});
