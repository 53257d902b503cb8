import type { Knob } from '@/simulation/scenario.ts';
import { KnobRow } from '../playground/panel/knob-row.tsx';
import '../playground/panel/knob.css';
import { PromiseMark } from '../playground/promises/promise-mark.tsx';
import { MessageGlyph } from '../playground/canvas/message-glyph.tsx';
import { StateShape } from '../playground/canvas/state-shape.tsx';
import { ViolationPicture } from '../playground/promises/violation-picture.tsx';
import { stillMoment } from '../playground/timeline/moment.ts';
import { TransportBar } from '../playground/transport/transport-bar.tsx';
import { buttonLook } from '../ui/button-look.ts';
import { Icon } from '../ui/icon.tsx';
import { Section, Subsection } from './section.tsx';
import { specimen } from './specimen.ts';
import { specimenBlame, specimenBroken, specimenStill } from './specimen-still.ts';

const knob: Extract<Knob, { kind: 'number' }> = { kind: 'number', name: 'state', label: 'Threshold', group: '', help: 'At which share of failures it opens.', min: 5, max: 100, step: 1, default: 50, unit: '%' };
const knobStates: readonly { readonly says: string; readonly knob: Knob; readonly value: number | string | boolean; readonly opening: number | string | boolean }[] = [
  { says: 'as the experiment has it', knob: { ...knob, name: 'state-rest' }, value: 50, opening: 50 },
  { says: 'changed', knob: { ...knob, name: 'state-changed' }, value: 80, opening: 50 },
  { says: 'out of range', knob: { ...knob, name: 'state-beyond' }, value: 130, opening: 50 },
  { says: 'switch', knob: { kind: 'switch', name: 'state-switch', label: 'Fencing', group: '', help: 'The store refuses what an older term writes.', default: false }, value: true, opening: false },
];
const modes = [{ mode: 'paused', says: 'paused' }, { mode: 'playing', says: 'playing' }] as const;
const row = 'mt-3 flex flex-wrap items-center gap-3';

/** What is pressed and what is told, in its states. */
export function ControlsSection() {
  return (
    <Section id="controls" title="Controls and marks" says="Chrome is ink. Point at a control for its hover, and move to it with Tab for its focus ring.">
      <div className="grid gap-x-6 lg:grid-cols-2">
        <Subsection title="Buttons" says="">
          <p className={row}>
            <button type="button" className={buttonLook.outlined}>Outlined</button>
            <button type="button" className={buttonLook.small}>Quiet</button>
            <button type="button" className={buttonLook.icon} aria-label="Copy"><Icon name="copy" /></button>
          </p>
        </Subsection>
        <Subsection title="Promises" says="Held, broken, not exercised yet.">
          <p className={row}>{(['held', 'broken', 'untested'] as const).map((status) => <PromiseMark key={status} status={status} />)}</p>
        </Subsection>
        <Subsection title="Messages" says="The outcome colours only the reply: what becomes of a request is unknown.">
          <ul className={row}>
            {(['request', 'ok', 'rejected', 'timeout', 'failed', 'late', 'lost'] as const).map((look) => (
              <li key={look} className="flex items-center gap-2 text-[12.5px] text-ink-2">
                <svg className="size-3.5 overflow-visible" viewBox="-7 -7 14 14" aria-hidden="true"><MessageGlyph look={look} /></svg>
                {look}
              </li>
            ))}
          </ul>
        </Subsection>
        <Subsection title="Shapes of states" says="A state is told by a word and a shape before its colour.">
          <ul className={row}>
            {(['dot', 'half', 'square', 'triangle', 'ring', 'cross'] as const).map((shape) => (
              <li key={shape} className="flex items-center gap-2 text-[12.5px] text-ink-2"><StateShape shape={shape} />{shape}</li>
            ))}
          </ul>
        </Subsection>
        <Subsection title="Knobs" says="The tick is where the experiment has it; a dot says that you changed it.">
          <ul className="mt-3 max-w-[354px] space-y-3">
            {knobStates.map(({ says, ...state }) => (
              <li key={says}>
                <KnobRow {...state} send={undefined} />
                <span className="text-[12.5px] text-ink-3">{says}</span>
              </li>
            ))}
          </ul>
        </Subsection>
      </div>
      <Subsection title="Transport" says="">
        {modes.map(({ mode, says }) => (
          <div key={mode} className="mt-3 max-md:-mx-4">
            <div className="border-line-2 bg-surface md:rounded-md md:border"><TransportBar run={specimenStill} mode={mode} settings={{ speed: 0.25, seed: 42 }} at={stillMoment(10_000_000)} /></div>
            <p className="mt-1 text-[12.5px] text-ink-3 max-md:px-4">{says}</p>
          </div>
        ))}
      </Subsection>
      <Subsection title="A broken promise" says="From effect to cause; the same numbers stand on the cards.">
        <div className="mt-3 max-md:-mx-4">
          <ViolationPicture data={specimen} run={specimenBroken} blame={specimenBlame} send={undefined}>
            <button type="button" className={buttonLook.outlined}>Put it back</button>
          </ViolationPicture>
        </div>
      </Subsection>
    </Section>
  );
}
