import type { ReactNode } from 'react';
import type { Knob, Settings } from '@/simulation/scenario.ts';
import { Scroller } from '../ui/scroller.tsx';
import { knobText } from './knob-text.ts';

interface SettingsTableProps {
  readonly settings: readonly (Settings & { readonly show: ReactNode })[];
  readonly knobs: readonly Knob[];
}

const head = 'border-b border-line-2 py-2 pr-4 text-left align-bottom text-[12.5px] font-semibold text-ink-3';
const cell = 'border-b border-line py-2.5 pr-4 text-left align-top last:pr-0';
const link = 'underline decoration-line-3 decoration-1 underline-offset-[3px] hover:decoration-ink';

/** Published defaults of real libraries beside each other: only the knobs that one of them sets. */
export function SettingsTable({ settings, knobs }: SettingsTableProps) {
  const rows = knobs.filter(({ name }) => settings.some((each) => name in each.knobs));
  const notes = settings.filter(({ note }) => note !== undefined);
  return (
    <>
      <Scroller label="Published settings" className="my-5">
        <table className="w-full border-collapse text-sm leading-[21px]">
          <thead>
            <tr>
              <th scope="col" className={head}>
                Setting
              </th>
              {settings.map(({ name, label, source }) => (
                <th key={name} scope="col" className={head}>
                  <a href={source.url} rel="noreferrer" title={source.title} className={`text-ink ${link}`}>
                    {label}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((knob) => (
              <tr key={knob.name}>
                <th scope="row" className={`${cell} font-semibold`}>
                  {knob.label}
                </th>
                {settings.map(({ name, knobs: values }) => {
                  const value = values[knob.name];
                  return (
                    <td key={name} className={`${cell} text-ink-2`}>
                      {value === undefined ? '–' : <span className={typeof value === 'number' ? 'num' : ''}>{knobText(knob, value)}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
            <tr className="no-script:hidden">
              <th scope="row" className={`${cell} font-semibold`}>
                See it
              </th>
              {settings.map(({ name, show }) => (
                <td key={name} className={cell}>
                  {show}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </Scroller>
      {notes.map(({ name, label, note }) => (
        <p key={name} className="my-2 text-sm leading-[21px] text-pretty text-ink-2">
          <b className="font-semibold text-ink">{label}.</b> {note}
        </p>
      ))}
    </>
  );
}
