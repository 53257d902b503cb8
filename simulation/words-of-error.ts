/** What was thrown, in words. Anything can be thrown, also what throws in its turn when it is asked for its name. */
export function wordsOfError(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    return 'something that has no words';
  }
}
