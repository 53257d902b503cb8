import type { ScenarioData } from '@/simulation/scenario.ts';
import type { SendEvent } from '../playground-event.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import { press } from '../press.ts';
import { ScenarioIcon } from '../scenario-icon.tsx';
import { experimentNamed, knobsOf } from '../settings-after.ts';
import { KnobRow } from './knob-row.tsx';
import './knob.css';
import { SettingsChoice } from './settings-choice.tsx';

export interface PaneProps {
  readonly data: ScenarioData;
  readonly settings: PlaygroundSettings;
  /** Left out in the still. */
  readonly send?: SendEvent;
}
interface Props extends PaneProps {
  /** Gives the knobs back that were reset last. */
  readonly undoReset?: (() => void) | undefined;
}

/** Experiments, published settings and knobs. */
export function TweakPane({ data, settings, send, undoReset }: Props) {
  const experiment = experimentNamed(data, settings.experiment);
  const opening = knobsOf(data, experiment);
  const isChanged = data.knobs.some(({ name }) => settings.knobs[name] !== opening[name]);
  const groups = [...new Set(data.knobs.map(({ group }) => group))].map((group) => ({ group, knobs: data.knobs.filter((knob) => knob.group === group) }));
  return (
    <div className="px-4 pt-[13px] pb-4">
      <h3 className={heading}>Experiments</h3>
      <div className="mt-[7px] grid grid-cols-2 gap-1.5">
        {data.experiments.map(({ name, label, icon }) => (
          <button key={name} type="button" className={choiceLook} aria-pressed={name === settings.experiment && settings.breakName === ''} {...press({ type: 'experiment.chosen', name }, send)}>
            <ScenarioIcon name={icon} size={14} className="text-ink-3" />
            {label}
          </button>
        ))}
      </div>
      {experiment !== undefined && <p className="mt-2 text-[12.5px] leading-[18px] text-pretty text-ink-2">{experiment.watch}</p>}
      <SettingsChoice data={data} settings={settings} isChanged={isChanged} send={send} />
      <div className="md:max-lg:grid md:max-lg:grid-cols-2 md:max-lg:gap-x-10">
        {groups.map(({ group, knobs }, position) => (
          <section key={group} className="mt-3.5" aria-label={group}>
            <h3 className={heading}>
              {group}
              {position === 0 && isChanged && (
                <button type="button" className={link} {...press({ type: 'knobs.reset' }, send)}>
                  Reset all
                </button>
              )}
              {position === 0 && !isChanged && undoReset !== undefined && (
                <button type="button" className={link} onClick={undoReset}>
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

const heading = 'flex min-h-[18px] items-center justify-between text-[12.5px] font-[600] leading-[18px] text-ink-3';
const link = 'text-[12.5px] font-[520] text-info-text hover:underline hover:underline-offset-3 max-md:min-h-10 max-md:px-1';
/** A choice among several, of which one stands: its outline is inked. */
export const choiceLook =
  'flex min-h-[34px] items-center gap-[7px] rounded-sm border border-line-2 bg-surface px-2 py-1 text-left text-[12.5px] leading-4 font-[520] hover:border-line-3 aria-pressed:border-ink aria-pressed:font-[620] aria-pressed:shadow-[inset_0_0_0_1px_var(--ink)] aria-pressed:[&_svg]:text-ink focus-visible:shadow-(--focus) max-md:min-h-[42px] max-md:text-[13.5px]';
