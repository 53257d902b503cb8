import type { Knob, KnobValue, ScenarioData } from '@/simulation/scenario.ts';
import type { PlaygroundEvent } from '../playground/playground-event.ts';

/** What a `<Try>` in the prose asks for. */
export interface TryRequest {
  readonly experiment?: string;
  readonly settings?: string;
  readonly knobs?: Readonly<Record<string, KnobValue>>;
  readonly break?: string;
  readonly mutant?: string;
  readonly seed?: number;
}
type Named = { readonly name: string };

/**
 * The presses that a request stands for, from the widest choice to the narrowest.
 * @throws an error that lists what exists, where the request names what does not or turns a knob out of its range.
 */
export function tryEvents(data: Pick<ScenarioData, 'experiments' | 'settings' | 'knobs' | 'breaks' | 'mutants'>, request: TryRequest): PlaygroundEvent[] {
  const known = (what: string, all: readonly Named[], name: string) => {
    if (!all.some((each) => each.name === name)) throw new Error(`<Try> names the ${what} "${name}"; there are ${all.map((each) => each.name).join(', ')}.`);
    return name;
  };
  const events: PlaygroundEvent[] = [];
  if (request.experiment !== undefined) events.push({ type: 'experiment.chosen', name: known('experiment', data.experiments, request.experiment) });
  if (request.break !== undefined) events.push({ type: 'break.chosen', name: known('break', data.breaks, request.break) });
  if (request.settings !== undefined) events.push({ type: 'settings.chosen', name: known('settings', data.settings, request.settings) });
  for (const [name, value] of Object.entries(request.knobs ?? {})) {
    const knob = data.knobs.find((each) => each.name === known('knob', data.knobs, name));
    if (knob) assertTakes(knob, value);
    events.push({ type: 'knob.turned', name, value });
  }
  if (request.mutant !== undefined) events.push({ type: 'mutant.chosen', name: known('mutant', data.mutants, request.mutant) });
  if (request.seed !== undefined) events.push({ type: 'seed.chosen', seed: request.seed });
  if (events.length === 0) throw new Error('<Try> asks for nothing: give it an experiment, knobs, settings, a break, a mutant or a seed.');
  return events;
}

function assertTakes(knob: Knob, value: KnobValue) {
  const range = { number: () => numberRange(knob), choice: () => choices(knob), switch: () => 'true or false' }[knob.kind]();
  const fits =
    knob.kind === 'number'
      ? typeof value === 'number' && value >= knob.min && value <= knob.max
      : knob.kind === 'choice'
        ? knob.options.some((option) => option.value === value)
        : typeof value === 'boolean';
  if (!fits) throw new Error(`<Try> turns ${knob.name} to ${JSON.stringify(value)}; it takes ${range}.`);
}

const numberRange = (knob: Knob) => (knob.kind === 'number' ? `numbers from ${knob.min} to ${knob.max}` : '');
const choices = (knob: Knob) => (knob.kind === 'choice' ? knob.options.map(({ value }) => value).join(', ') : '');
