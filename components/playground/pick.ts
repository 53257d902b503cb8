import type { ChangeEvent, FocusEvent, KeyboardEvent } from 'react';
import type { KnobValue } from '@/simulation/scenario.ts';
import { valueAtPlace, type KnobScale } from './panel/knob-scale.ts';
import type { PlaygroundEvent, SendEvent } from './playground-event.ts';

type Field = HTMLInputElement | HTMLSelectElement;
/** An event that waits for the value of a field: which of its properties that is, and how the field's value is read. */
export interface Picking {
  readonly event: { readonly type: PlaygroundEvent['type'] } & Readonly<Record<string, string>>;
  readonly key: string;
  readonly as: 'number' | 'text' | 'switch' | KnobScale;
}

/**
 * What makes a field choose something, as `press` does for a button. In the live instrument a change sends the event; in the still the
 * picking is written down, and the island has it read by `picked` and keeps the event until the playground stands.
 */
export function pick(picking: Picking, send: SendEvent | undefined): { onChange: (event: ChangeEvent<Field>) => void } | { 'data-pick': string } {
  return send === undefined ? { 'data-pick': JSON.stringify(picking) } : { onChange: ({ target }) => sendPicked(target, picking, send) };
}

/**
 * The same for a field that is typed into: what was typed counts on Enter or when the field is left, and while nobody types there it
 * shows the value that holds. One that is not allowed stands until then, and so says why; Escape gives the value back that holds.
 */
export function pickTyped(picking: Picking, value: number, send: SendEvent | undefined) {
  if (send === undefined) return { defaultValue: value, 'data-pick': JSON.stringify(picking) };
  return {
    defaultValue: value,
    ref: (field: HTMLInputElement | null) => {
      if (field !== null && field.ownerDocument.activeElement !== field) field.value = String(value);
    },
    onBlur: ({ target }: FocusEvent<HTMLInputElement>) => {
      sendPicked(target, picking, send);
      if (!target.validity.valid) target.value = String(value);
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.key === 'Enter') sendPicked(event.currentTarget, picking, send);
      if (event.key !== 'Escape' || event.currentTarget.value === String(value)) return;
      event.preventDefault();
      event.currentTarget.value = String(value);
    },
  };
}

/** The event of a field of the still that was changed; undefined where it is none, or where its value is not allowed. */
export function picked(field: Element): PlaygroundEvent | undefined {
  const written = field.getAttribute('data-pick');
  return written === null ? undefined : eventOf(field as Field, JSON.parse(written) as Picking);
}

function sendPicked(field: Field, picking: Picking, send: SendEvent): void {
  const event = eventOf(field, picking);
  if (event !== undefined) send(event);
}

function eventOf(field: Field, { event, key, as }: Picking): PlaygroundEvent | undefined {
  if (!field.validity.valid || (as !== 'switch' && field.value === '' && as !== 'text')) return undefined;
  return { ...event, [key]: valueOf(field, as) } as PlaygroundEvent;
}

function valueOf(field: Field, as: Picking['as']): KnobValue {
  if (as === 'text') return field.value;
  if (as === 'switch') return 'checked' in field && field.checked;
  return as === 'number' ? Number(field.value) : valueAtPlace(Number(field.value), as);
}
