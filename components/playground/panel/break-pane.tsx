import { press } from '../press.ts';
import { ScenarioIcon } from '../scenario-icon.tsx';
import { choiceLook, type PaneProps } from './tweak-pane.tsx';

/** The famous ways to get it wrong. The run of a chosen one stops where it breaks its promise; pressed again, it is put back. */
export function BreakPane({ data, settings, send }: PaneProps) {
  return (
    <div className="px-4 pt-[13px] pb-4">
      <p className="text-[12.5px] leading-[18px] text-pretty text-ink-2">Each of these is a real mistake. The run stops at the event that breaks the promise.</p>
      <ul className="mt-2.5 grid gap-1.5">
        {data.breaks.map(({ name, label, promise, mutant, experiment }) => {
          const isChosen = settings.breakName === name;
          const wrong = data.mutants.find((each) => each.name === mutant);
          const broken = data.promises.find((each) => each.name === promise);
          return (
            <li key={name}>
              <button type="button" className={`${choiceLook} w-full`} aria-pressed={isChosen} {...press(isChosen ? { type: 'experiment.chosen', name: experiment } : { type: 'break.chosen', name }, send)}>
                <ScenarioIcon name={mutant === undefined ? 'sliders-horizontal' : 'bug'} size={14} className="text-ink-3" />
                <span className="flex-1">{label}</span>
              </button>
              <div className="px-[9px] pt-1 pb-1.5 pl-[31px] text-[12.5px] leading-[18px] text-pretty text-ink-2">
                {wrong?.standsFor ?? 'A protection is switched off.'}{' '}
                {wrong?.reference && (
                  <a className="text-info-text underline underline-offset-3" href={wrong.reference.url}>
                    {wrong.reference.title}
                  </a>
                )}
                {broken && <p className="text-ink-3">Breaks: {broken.label}.</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
