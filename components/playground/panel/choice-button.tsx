import type { ComponentProps } from 'react';
import { ScenarioIcon } from '../scenario-icon.tsx';

interface Props extends ComponentProps<'button'> {
  readonly icon: string;
  readonly label: string;
  readonly isChosen: boolean;
}

/** A choice among several, of which one stands: its outline is inked. */
export function ChoiceButton({ icon, label, isChosen, className = '', ...pressing }: Props) {
  return (
    <button type="button" className={`choice ${className}`} aria-pressed={isChosen} {...pressing}>
      <ScenarioIcon path={icon} size={14} className="text-ink-3" />
      <span className="min-w-0 flex-1">{label}</span>
    </button>
  );
}
