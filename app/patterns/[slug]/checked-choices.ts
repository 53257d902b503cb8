import type { PlaygroundEvent } from '@/components/playground/playground-event.ts';
import { inputOf } from '@/components/playground/playground-context.ts';
import { openingSettings, settingsAfter } from '@/components/playground/settings-after.ts';
import { resolveInput } from '@/simulation/run-input.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';

/**
 * Holds what an article's tag chooses against what a run takes.
 * @throws an error that says what is out of range, and what is not, while the page is built.
 */
export function checkedChoices(tag: string, data: ScenarioData, choices: readonly PlaygroundEvent[]): readonly PlaygroundEvent[] {
  try {
    resolveInput(data, inputOf(settingsAfter(openingSettings(data), { type: 'run.requested', choices }, data)));
  } catch (error) {
    throw new Error(`<${tag}> asks for a run that cannot be: ${(error as Error).message}`, { cause: error });
  }
  return choices;
}
