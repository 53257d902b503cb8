/** Characters of an error's words that are kept. */
const charactersMax = 500;

/** What was thrown, in words. Anything can be thrown, also what throws in its turn when it is asked for its name. */
export function wordsOfError(error: unknown): string {
  try {
    return shortened(error instanceof Error ? `${error.name}: ${error.message}` : String(error), charactersMax);
  } catch {
    return 'something that has no words';
  }
}

/** The first characters of a text, on their own: what an engine cuts out of a long text would keep all of it in memory. */
export const shortened = (text: string, charactersMax: number): string =>
  text.length <= charactersMax ? text : [...text.slice(0, charactersMax - 1).split(''), '…'].join('');
