import type { ChangeEvent } from 'react';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { pick } from '../pick.ts';
import type { SendEvent } from '../playground-event.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';

interface Props {
  readonly data: ScenarioData;
  readonly settings: PlaygroundSettings;
  /** Some knob differs from its experiment's. */
  readonly isChanged: boolean;
  readonly send: SendEvent | undefined;
}

const own = 'own';

/** Published defaults of real libraries, with their source. Nothing where the scenario has none. */
export function SettingsChoice({ data, settings, isChanged, send }: Props) {
  if (data.settings.length === 0) return null;
  const { settingsName } = settings;
  const published = data.settings.find(({ name }) => name === settingsName);
  const value = settingsName === '' && isChanged ? own : settingsName;
  const onChange = ({ target }: ChangeEvent<HTMLSelectElement>) => send?.(target.value === '' ? { type: 'knobs.reset' } : { type: 'settings.chosen', name: target.value });
  const choose = send ? { value, onChange } : { defaultValue: value, ...pick({ event: { type: 'settings.chosen' }, key: 'name', as: 'text' }, undefined) };
  return (
    <div className="mt-3.5">
      <label className="flex items-center gap-3 text-[12.5px] font-[600] text-ink-3">
        <span className="w-[118px] flex-none">Settings of</span>
        <select className="tweak-select text-ink" {...choose}>
          <option value="">This experiment</option>
          {value === own && <option value={own}>Your own</option>}
          {data.settings.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {published && (
        <p className="mt-1.5 text-[12.5px] leading-[18px] text-pretty text-ink-2">
          Published in{' '}
          <a className="text-info-text underline underline-offset-3" href={published.source.url}>
            {published.source.title}
          </a>
          .{published.note !== undefined && ` ${published.note}`}
        </p>
      )}
    </div>
  );
}
