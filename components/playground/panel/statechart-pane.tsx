import { useCallback, useState } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { countUpTo } from '@/simulation/views/frame-track.ts';
import { entriesOf, entryBefore, stepsAt } from '@/simulation/views/statechart-track.ts';
import { usePlayheadValue } from '../canvas/use-playhead-value.ts';
import type { SendEvent } from '../playground-event.ts';
import type { Playhead } from '../playhead.ts';
import { preciseSeconds } from '../timeline/time-text.ts';
import { firstState, statechartChoices, type StatechartChoice } from './statechart-choice.ts';
import { StatechartDrawing } from './statechart-drawing.tsx';
import { panelSize, stateName } from './statechart-layout.ts';

interface StatechartPaneProps {
  readonly data: ScenarioData;
  readonly run: RunResult;
  readonly playhead: Playhead;
  /** The card or link that is selected on the canvas. */
  readonly selected: string | null;
  readonly send: SendEvent;
}

/** The statechart that the code is held against, or the life of what is selected, with the state lit that it is in at the playhead. */
export function StatechartPane({ data, run, playhead, selected, send }: StatechartPaneProps) {
  // What was chosen here holds until something else is selected on the canvas.
  const [chosen, setChosen] = useState({ id: '', whileSelected: selected });
  const chosenId = chosen.whileSelected === selected ? chosen.id : '';
  const choicesAt = useCallback((at: number) => statechartChoices(frameIndexOf(run, data), selected, at, chosenId), [run, data, selected, chosenId]);
  // Which lives there are to choose from changes with the moment, though seldom.
  usePlayheadValue(playhead, useCallback((at) => choicesAt(at).map(({ track }) => track.id), [choicesAt]));
  const choices = choicesAt(playhead.get());
  const choice = choices.find(({ track }) => track.id === chosenId) ?? choices[0]!;
  return (
    <div className="px-4 pt-3 pb-4">
      {choices.length > 1 && (
        <label className="flex items-center gap-3 text-[12.5px] font-[600] text-ink-3">
          Of
          <select className="tweak-select text-ink" value={choice.track.id} onChange={({ target }) => setChosen({ id: target.value, whileSelected: selected })}>
            {choices.map(({ track: { id, label } }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <Life key={choice.track.id} choice={choice} playhead={playhead} send={send} />
    </div>
  );
}

/** How many of the last steps are inked. */
const stepsInked = 3;

function Life({ choice: { picture, track }, playhead, send }: { readonly choice: StatechartChoice; readonly playhead: Playhead; readonly send: SendEvent }) {
  const count = usePlayheadValue(playhead, useCallback((at) => stepsAt(track, at), [track]));
  const step = track.steps[count - 1];
  const initial = firstState(picture);
  const entries = entriesOf(track, initial);
  const current = picture.states.find(({ name }) => name === (step?.to ?? initial));
  const ways = picture.transitions.filter(({ from }) => from === current?.name || from === current?.within);
  const visits = {
    count: (state: string) => countUpTo(entries.get(state) ?? [], step?.at ?? 0),
    isEntered: (state: string) => entries.has(state),
    onVisit: (state: string) => {
      const to = entryBefore(entries.get(state) ?? [], playhead.get());
      if (to !== undefined) send({ type: 'playhead.moved', to });
    },
  };
  return (
    <>
      <StatechartDrawing picture={picture} size={panelSize} current={current?.name ?? ''} taken={track.steps.slice(Math.max(0, count - stepsInked), count).toReversed()} visits={visits} />
      <div className="border-t border-line pt-3 text-[13px] leading-5 text-ink-2">
        <p>
          <b className="font-[620] text-ink">{stateName(current?.name ?? '')}.</b> {current?.sentence}
          {step && (
            <>
              {' '}
              Since <span className="num">{preciseSeconds(step.at)}</span> s{step.event !== '' && <>, by <code className="text-[12px]">{step.event}</code></>}.
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
        <p className="mt-1.5 text-ink-3">Choose a state to go to when it was last entered.</p>
      </div>
    </>
  );
}
