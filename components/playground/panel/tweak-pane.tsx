import type { ScenarioData } from '@/simulation/scenario.ts';
import type { SendEvent } from '../playground-event.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import { press } from '../press.ts';
import { experimentNamed, knobsOf } from '../settings-after.ts';
import { BreakChoice } from './break-choice.tsx';
import { ChoiceButton } from './choice-button.tsx';
import { KnobRow } from './knob-row.tsx';
import './knob.css';
import { knobsShown } from './knobs-shown.ts';
import { SettingsChoice } from './settings-choice.tsx';

interface Props {
  readonly data: ScenarioData;
  readonly settings: PlaygroundSettings;
  /** Left out in the still. */
  readonly send?: SendEvent;
  /** Gives the knobs back that were reset last. */
  readonly undoReset?: (() => void) | undefined;
}

/** Experiments, what breaks by its knobs alone, published settings, and the knobs that mean something with the others as they are. */
export function TweakPane({ data, settings, send, undoReset }: Props) {
  const experiment = experimentNamed(data, settings.experiment);
  const opening = knobsOf(data, experiment);
  const isChanged = data.knobs.some(({ name }) => settings.knobs[name] !== opening[name]);
  return (
    <div className="px-4 pt-[13px] pb-4">
      <h3 className="panel-heading">Experiments</h3>
      <div className="mt-[7px] grid grid-cols-2 gap-1.5">
        {data.experiments.map(({ name, label, icon }) => (
          <ChoiceButton key={name} icon={icon} label={label} isChosen={name === settings.experiment && settings.breakName === ''} {...press({ type: 'experiment.chosen', name }, send)} />
        ))}
      </div>
      {experiment !== undefined && <p className="mt-2 text-[12.5px] leading-[18px] text-pretty text-ink-2">{experiment.watch}</p>}
      <BreakChoice data={data} settings={settings} send={send} />
      <SettingsChoice data={data} settings={settings} isChanged={isChanged} send={send} />
      <div className="md:max-lg:grid md:max-lg:grid-cols-2 md:max-lg:gap-x-10">
        {knobsShown(data, settings.knobs).map(({ name: group, knobs }, position) => (
          <section key={group} className="mt-3.5" aria-label={group}>
            <h3 className="panel-heading">
              {group}
              {position === 0 && isChanged && (
                <button type="button" className="panel-link" {...press({ type: 'knobs.reset' }, send)}>
                  Reset all
                </button>
              )}
              {position === 0 && !isChanged && undoReset !== undefined && (
                <button type="button" className="panel-link" onClick={undoReset}>
                  Undo the reset
                </button>
              )}
            </h3>
            {knobs.map((knob) => (
              <KnobRow key={knob.name} knob={knob} value={settings.knobs[knob.name] ?? knob.default} opening={opening[knob.name] ?? knob.default} send={send} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}
