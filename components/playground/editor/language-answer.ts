import type { LanguageAnswer } from '@/simulation/language/protocol.ts';

/** What each answer brings with it. */
const brings: Readonly<Record<LanguageAnswer['answer'], string>> = { ready: 'answer', compile: 'compiled', check: 'findings', complete: 'completions', hover: 'hover' };

/** A message from the compiler's worker, if it is one. It is the page's own worker and sends plain data, so its outline is all that is looked at. */
export function answerIn(message: unknown): LanguageAnswer | undefined {
  if (typeof message !== 'object' || message === null || !('answer' in message) || typeof message.answer !== 'string') return undefined;
  const kind = message.answer;
  if (!Object.hasOwn(brings, kind) || !(brings[kind as LanguageAnswer['answer']] in message)) return undefined;
  return message as LanguageAnswer;
}
