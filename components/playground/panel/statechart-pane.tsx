import { useState } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { statechartTracks, stepAt, type StatechartTrack } from '@/simulation/views/statechart-track.ts';
import type { Moment } from '../timeline/moment.ts';
import { preciseSeconds } from '../timeline/time-text.ts';
import { StatechartDrawing } from './statechart-drawing.tsx';
import { stateName } from './statechart-layout.ts';

interface Props {
  readonly data: ScenarioData;
  readonly run: RunResult;
  readonly at: Moment;
}

const resting: StatechartTrack = { id: '', label: '', steps: [] };

/** The statechart that the code is held against, with the state lit that one of its instances is in at the playhead. */
export function StatechartPane({ data, run, at: At }: Props) {
  const tracks = statechartTracks(run, data);
  const [chosen, setChosen] = useState('');
  const track = tracks.find(({ id }) => id === chosen) ?? tracks[0] ?? resting;
  const { states, transitions } = data.statechart;
  const initial = states.find((state) => state.initial)?.name ?? '';
  return (
    <div className="px-4 pt-3 pb-4">
      {tracks.length > 1 && (
        <label className="flex items-center gap-3 text-[12.5px] font-[600] text-ink-3">
          Of
          <select className="tweak-select text-ink" value={track.id} onChange={({ target }) => setChosen(target.value)}>
            {tracks.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <At read={(at) => stepAt(track, at)}>
        {(step) => {
          const current = states.find(({ name }) => name === (step?.to ?? initial));
          const ways = transitions.filter(({ from }) => from === current?.name);
          return (
            <>
              <StatechartDrawing picture={data.statechart} current={current?.name ?? ''} taken={step} />
              <div className="border-t border-line pt-3 text-[13px] leading-5 text-ink-2">
                <p>
                  <b className="font-[620] text-ink">{stateName(current?.name ?? '')}.</b> {current?.sentence}
                  {step && (
                    <>
                      {' '}
                      Since <span className="num">{preciseSeconds(step.at)}</span> s, by <code className="text-[12px]">{step.event}</code>.
                    </>
                  )}
                </p>
                <ul className="mt-1.5">
                  {ways.map(({ event, to }) => (
                    <li key={`${event} ${to}`}>
                      <code className="text-[12px]">{event}</code> leads to {stateName(to).toLowerCase()}
                    </li>
                  ))}
                </ul>
              </div>
            </>
          );
        }}
      </At>
    </div>
  );
}
