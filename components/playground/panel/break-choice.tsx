import type { ScenarioData } from '@/simulation/scenario.ts';
import type { SendEvent } from '../playground-event.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import { press } from '../press.ts';
import { ChoiceButton } from './choice-button.tsx';
import { ownIcons } from '../own-icons.ts';

interface Props {
  readonly data: ScenarioData;
  readonly settings: PlaygroundSettings;
  readonly send: SendEvent | undefined;
}

/** The breaks that need no wrong version of the code: settings or faults alone. The run stops at the promise that goes; pressed again, it is put back. */
export function BreakChoice({ data, settings, send }: Props) {
  const breaks = data.breaks.filter(({ mutant }) => mutant === undefined);
  if (breaks.length === 0) return null;
  return (
    <section className="mt-3.5" aria-label="Ways to break it">
      <h3 className="panel-heading">Ways to break it</h3>
      <ul className="mt-[7px] grid gap-1.5">
        {breaks.map(({ name, label, promise, experiment }) => {
          const isChosen = settings.breakName === name;
          const broken = data.promises.find((each) => each.name === promise);
          return (
            <li key={name}>
              <ChoiceButton icon={ownIcons['sliders-horizontal']} label={label} isChosen={isChosen} className="w-full" aria-describedby={`breaks-${name}`} {...press(isChosen ? { type: 'experiment.chosen', name: experiment } : { type: 'break.chosen', name }, send)} />
              <p id={`breaks-${name}`} className="pt-1 text-[12.5px] leading-[18px] text-pretty text-ink-3">
                Breaks the promise “{broken?.label ?? promise}”.
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
