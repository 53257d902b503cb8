import { noEdits } from '@/simulation/edits/edits.ts';
import type { Experiment, Knobs, ScenarioData } from '@/simulation/scenario.ts';
import { isSame } from '@/simulation/is-same.ts';
import type { PlaygroundEvent } from './playground-event.ts';
import type { PlaygroundSettings } from './playground-settings.ts';

const speedMin = 0.1;
const speedMax = 10;
const speedDefault = 0.25;

/** The first experiment as it stands when the page opens. */
export const openingSettings = (data: ScenarioData): PlaygroundSettings => ({ ...settingsOf(data, data.experiments[0]!), speed: speedDefault });

/** The knobs with which an experiment is opened: its own, and the defaults of the rest. */
export const knobsOf = (data: ScenarioData, experiment: Experiment | undefined): Knobs => ({
  ...Object.fromEntries(data.knobs.map((knob) => [knob.name, knob.default])),
  ...experiment?.knobs,
});

export const experimentNamed = (data: ScenarioData, name: string): Experiment | undefined =>
  data.experiments.find((experiment) => experiment.name === name);

function settingsOf(data: ScenarioData, experiment: Experiment): Omit<PlaygroundSettings, 'speed'> {
  const { name, seed, faults } = experiment;
  return { experiment: name, settingsName: '', knobs: knobsOf(data, experiment), seed, faults, mutant: '', edits: noEdits, breakName: '', control: false };
}

/**
 * What is chosen after an event. The same object comes back where nothing changed: an event about the playhead,
 * or a name that this scenario does not have.
 */
export function settingsAfter(settings: PlaygroundSettings, event: PlaygroundEvent, data: ScenarioData): PlaygroundSettings {
  switch (event.type) {
    case 'speed.chosen':
      return { ...settings, speed: Math.min(speedMax, Math.max(speedMin, event.speed)) };
    case 'seed.chosen':
      return event.seed === settings.seed ? settings : { ...settings, seed: event.seed };
    case 'experiment.chosen': {
      const experiment = experimentNamed(data, event.name);
      // The reader's own code goes along to the next experiment; what an article or a break is about is the catalog's.
      return experiment === undefined ? settings : { ...settings, ...settingsOf(data, experiment), edits: settings.edits };
    }
    case 'break.chosen': {
      const chosen = data.breaks.find(({ name }) => name === event.name);
      const experiment = chosen && experimentNamed(data, chosen.experiment);
      if (chosen === undefined || experiment === undefined) return settings;
      const { name, seed, mutant = '', knobs, faults = experiment.faults } = chosen;
      const own = settingsOf(data, experiment);
      return { ...settings, ...own, seed, mutant, faults, breakName: name, knobs: { ...own.knobs, ...knobs } };
    }
    case 'settings.chosen': {
      const published = data.settings.find(({ name }) => name === event.name);
      if (published === undefined) return settings;
      return { ...settings, settingsName: event.name, breakName: breakKept(settings), knobs: { ...knobsOf(data, experimentNamed(data, settings.experiment)), ...published.knobs } };
    }
    case 'knob.turned':
      if (settings.knobs[event.name] === event.value) return settings;
      return { ...settings, settingsName: '', knobs: { ...settings.knobs, [event.name]: event.value } };
    case 'knobs.reset':
      return { ...settings, settingsName: '', breakName: breakKept(settings), knobs: knobsOf(data, experimentNamed(data, settings.experiment)) };
    case 'mutant.chosen':
      if (event.name !== '' && !data.mutants.some(({ name }) => name === event.name)) return settings;
      // It edits a file that does not run without the pattern, so that whoever chooses it wants to see it run.
      return { ...settings, mutant: event.name, edits: noEdits, breakName: '', control: false };
    case 'code.run':
      if (isSame(event.edits, settings.edits) && settings.mutant === '' && !settings.control) return settings;
      return { ...settings, mutant: '', edits: Object.keys(event.edits).length === 0 ? noEdits : event.edits, breakName: '', control: false };
    case 'fault.added':
      return { ...settings, faults: [...settings.faults, event.fault] };
    case 'fault.changed':
      return { ...settings, faults: settings.faults.map((fault, index) => (index === event.index ? event.fault : fault)) };
    case 'fault.removed':
      return { ...settings, faults: settings.faults.filter((_, index) => index !== event.index) };
    case 'faults.replaced':
      return { ...settings, faults: event.faults };
    case 'control.switched':
      return event.isOn === settings.control ? settings : { ...settings, control: event.isOn };
    case 'comparison.ended':
      return settings.control ? { ...settings, control: false } : settings;
    case 'run.requested':
      return event.choices.reduce((after, choice) => (isThere(choice, after) ? after : settingsAfter(after, choice, data)), withoutEdits(settings));
    case 'play.toggled':
    case 'playhead.moved':
    case 'step.forward':
    case 'step.back':
    case 'start.pressed':
      return settings;
  }
}

const withoutEdits = (settings: PlaygroundSettings): PlaygroundSettings => (settings.edits === noEdits ? settings : { ...settings, edits: noEdits });

/** A break that is knobs alone is over once they are replaced; one that is a wrong version stays. */
const breakKept = ({ mutant, breakName }: PlaygroundSettings): string => (mutant === '' ? '' : breakName);

/** The same fault at the same time is there once, however often it is asked for. */
const isThere = (choice: PlaygroundEvent, { faults }: PlaygroundSettings): boolean =>
  choice.type === 'fault.added' && faults.some((fault) => JSON.stringify(fault) === JSON.stringify(choice.fault));
