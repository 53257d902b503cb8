import { editedTextMax, noEdits, type Edits } from '@/simulation/edits/edits.ts';
import type { RunResult } from '@/simulation/run.ts';
import { isSame } from '@/simulation/is-same.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import type { FoundAt } from './findings-of.ts';

/** Whether what is written can be run, and how it stands to what runs. */
export interface RunOffer {
  /** Why it cannot be run now, as a sentence; '' where it can. */
  readonly refusal: string;
  /** How it stands to what runs. */
  readonly says: string;
  /** What is written is what runs. */
  readonly isRunning: boolean;
}

interface Written {
  readonly edits: Edits;
  readonly settings: Pick<PlaygroundSettings, 'edits' | 'mutant' | 'control'>;
  readonly run: Pick<RunResult, 'edits' | 'mutant' | 'control'>;
  /** There is no run for what the settings say. */
  readonly hasFailed: boolean;
  readonly found: readonly FoundAt[];
}

/** Run is refused where a text is no code, and where nothing differs from what runs. */
export function runOffer({ edits, settings, run, hasFailed, found }: Written): RunOffer {
  const [stop] = found.filter(({ finding }) => finding.kind === 'stops');
  const isChosen = settings.mutant === '' && !settings.control && isSame(edits, settings.edits);
  const hasArrived = run.mutant === settings.mutant && run.control === settings.control && isSame(run.edits, settings.edits);
  const isEdited = edits !== noEdits;
  if (isChosen && hasFailed) return { refusal: '', says: 'No run came of it', isRunning: false };
  if (isChosen) {
    const says = hasArrived ? (isEdited ? 'Your edit runs' : 'The code as it is runs') : 'Waiting for its run';
    return { refusal: 'What is written is what runs.', says, isRunning: hasArrived };
  }
  const refusal = stop === undefined ? lengthRefusal(edits) : `Line ${stop.finding.line} keeps it from running: ${stop.finding.message}`;
  return { refusal, says: whatRunsInstead(settings, isEdited), isRunning: false };
}

function whatRunsInstead({ edits, mutant, control }: Written['settings'], isEdited: boolean): string {
  if (control) return 'The world runs without the pattern';
  if (mutant !== '') return 'A wrong version runs';
  if (edits === noEdits) return 'Not run yet';
  return isEdited ? 'Edited since the last run' : 'Your last edit still runs';
}

function lengthRefusal(edits: Edits): string {
  const isTooLong = Object.values(edits).some((text) => text.length > editedTextMax);
  return isTooLong ? `A file may have ${editedTextMax.toLocaleString('en')} characters.` : '';
}
