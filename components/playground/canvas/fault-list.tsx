import { ScenarioIcon } from '../scenario-icon.tsx';
import type { FaultChoice } from './fault-menu.ts';
import type { Way } from './fault-offers.ts';

export const ways: readonly { readonly way: Way; readonly label: string; readonly letter: string }[] = [
  { way: 'both', label: 'Both ways', letter: 'B' },
  { way: 'there', label: 'Requests', letter: 'Q' },
  { way: 'back', label: 'Replies', letter: 'Y' },
];

interface FaultListProps {
  readonly choices: readonly FaultChoice[];
  /** The way of the link that they strike; undefined where there is nothing to choose. */
  readonly way: Way | undefined;
  readonly onWay: (way: Way) => void;
  readonly onChoose: (choice: FaultChoice) => void;
}

/** The faults of one node or link: what holds, what can be chosen, and why the rest cannot. */
export function FaultList({ choices, way, onWay, onChoose }: FaultListProps) {
  return (
    <>
      {way !== undefined && (
        <fieldset className="fault-ways" aria-label="Which messages">
          {ways.map((each) => (
            <button key={each.way} type="button" aria-pressed={each.way === way} aria-keyshortcuts={each.letter} onClick={() => onWay(each.way)}>
              {each.label}
            </button>
          ))}
        </fieldset>
      )}
      <div className="fault-lines">
        {choices.map((choice) => <FaultButton key={choice.kind} choice={choice} onChoose={onChoose} />)}
      </div>
      {choices.some(({ isBeyond }) => isBeyond) && (
        <p className="fault-beyond">
          <i aria-hidden="true">†</i> Beyond what it claims to survive
        </p>
      )}
    </>
  );
}

function FaultButton({ choice, onChoose }: { readonly choice: FaultChoice; readonly onChoose: (choice: FaultChoice) => void }) {
  const { label, icon, letter, isOn, isBeyond, unavailable } = choice;
  const isOff = unavailable !== '';
  const words = `${label}${isOff ? `, not now: ${unavailable}` : isBeyond ? ', beyond what the pattern claims to survive' : ''}`;
  return (
    <button type="button" className="fault-choice" aria-label={words} aria-pressed={isOn} aria-keyshortcuts={letter} aria-disabled={isOff || undefined} onClick={() => onChoose(choice)}>
      <ScenarioIcon path={icon} size={15} />
      <span>
        {label}
        {isBeyond && !isOff && <i>†</i>}
      </span>
      {isOff && <small>{unavailable}</small>}
      {isOn && <small>end it</small>}
      <kbd>{letter}</kbd>
    </button>
  );
}
