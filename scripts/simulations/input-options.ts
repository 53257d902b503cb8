import { InputError } from '../../simulation/bounds.ts';
import type { Fault } from '../../simulation/fault.ts';
import { named } from '../../simulation/run-input.ts';
import type { Knob, Knobs, KnobValue } from '../../simulation/scenario.ts';

/** The knobs that `--knob name=value` turns. @throws InputError where there is no such knob, or no value. */
export function knobsFrom(texts: readonly string[], knobs: readonly Knob[]): Knobs {
  return Object.fromEntries(
    texts.map((text): [string, KnobValue] => {
      const [name, value] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
      if (!text.includes('=') || value === '') throw new InputError(`--knob takes name=value, got "${text}". The knobs are: ${knobs.map((knob) => knob.name).join(', ')}.`);
      const knob = named('knob', name, knobs);
      if (knob.kind === 'number') return [name, Number(value)];
      return [name, knob.kind === 'switch' && /^(true|false)$/.test(value) ? value === 'true' : value];
    }),
  );
}

/** The fault that `--fault` adds; whether it can strike is found out by the run. @throws InputError where the text is no JSON. */
export function faultFrom(text: string): Fault {
  try {
    return JSON.parse(text) as Fault;
  } catch (error) {
    throw new InputError(`--fault takes JSON such as {"atMs":1000,"forMs":500,"kind":"crash","target":"…"}, got ${text}: ${(error as Error).message}`, { cause: error });
  }
}
