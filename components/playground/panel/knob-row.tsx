import type { CSSProperties, KeyboardEvent } from 'react';
import type { Knob, KnobValue } from '@/simulation/scenario.ts';
import { pick, pickTyped } from '../pick.ts';
import type { SendEvent } from '../playground-event.ts';
import { isLog, nextValue, placeOf, placesMax, type NumberKnob } from './knob-scale.ts';

interface Props {
  readonly knob: Knob;
  readonly value: KnobValue;
  /** The value with which its experiment was opened. */
  readonly opening: KnobValue;
  readonly send: SendEvent | undefined;
}

/** One knob: its name, which tells what it does when it is pressed, and the control for its kind. */
export function KnobRow({ knob, value, opening, send }: Props) {
  const help = `knob-${knob.name}`;
  return (
    <div className="knob" data-kind={knob.kind} data-changed={value === opening ? undefined : ''}>
      <button type="button" className="knob-name" title={knob.help} aria-describedby={help}>
        {knob.label}
        {value !== opening && <span className="sr-only">, changed</span>}
      </button>
      {knob.kind === 'number' && <NumberControl knob={knob} value={Number(value)} opening={Number(opening)} send={send} />}
      {knob.kind === 'choice' && (
        <select className="tweak-select" aria-label={knob.label} {...(send ? { value: String(value) } : { defaultValue: String(value) })} {...pick({ event: { type: 'knob.turned', name: knob.name }, key: 'value', as: 'text' }, send)}>
          {knob.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
      {knob.kind === 'switch' && (
        <input type="checkbox" role="switch" aria-checked={value === true} aria-label={knob.label} {...(send ? { checked: value === true } : { defaultChecked: value === true })} {...pick({ event: { type: 'knob.turned', name: knob.name }, key: 'value', as: 'switch' }, send)} />
      )}
      <p id={help} className="knob-help">
        {knob.help} <span>The experiment has {wordsOf(knob, opening)}.</span>
      </p>
    </div>
  );
}

interface NumberProps {
  readonly knob: NumberKnob;
  readonly value: number;
  readonly opening: number;
  readonly send: SendEvent | undefined;
}

/** A slider and a field to type into. On a logarithmic scale the slider counts places, and a key moves it by a round step of its value. */
function NumberControl({ knob, value, opening, send }: NumberProps) {
  const { name, label, min, max, step, unit } = knob;
  const event = { type: 'knob.turned', name } as const;
  const hasPlaces = isLog(knob);
  const slider = hasPlaces ? { min: 0, max: placesMax, step: 1 } : { min, max, step };
  const shown = hasPlaces ? placeOf(value, knob) : value;
  const onKeyDown = (pressed: KeyboardEvent) => {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[pressed.key];
    if (way === undefined) return;
    pressed.preventDefault();
    send?.({ ...event, value: nextValue(value, way, knob) });
  };
  const style = { '--at': placeOf(value, knob) / placesMax, '--opening': placeOf(opening, knob) / placesMax } as CSSProperties;
  return (
    <>
      <span className="knob-slider" style={style}>
        <input
          type="range" aria-label={label} aria-describedby={`knob-${name}`} aria-valuetext={`${value} ${unit}`} {...slider}
          {...(send ? { value: shown } : { defaultValue: shown })}
          {...(send && hasPlaces && { onKeyDown })}
          {...pick({ event, key: 'value', as: hasPlaces ? { min, max, step, scale: 'log' } : 'number' }, send)}
        />
      </span>
      <label className="knob-field">
        <input type="number" inputMode="decimal" aria-label={`${label}, typed`} aria-describedby={`range-${name}`} min={min} max={max} step="any" required {...pickTyped({ event, key: 'value', as: 'number' }, value, send)} />
        <span>{unit}</span>
      </label>
      <p id={`range-${name}`} className="knob-range">
        {label} goes from {min} to {max} {unit}.
      </p>
    </>
  );
}

function wordsOf(knob: Knob, value: KnobValue): string {
  switch (knob.kind) {
    case 'number':
      return `${String(value)} ${knob.unit}`;
    case 'choice':
      return `“${knob.options.find((option) => option.value === value)?.label ?? String(value)}”`;
    case 'switch':
      return value === true ? 'it on' : 'it off';
  }
}
