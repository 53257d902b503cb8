import { patternFolders } from '../lib/folders.ts';
import { InputError } from '../simulation/bounds.ts';

/** The patterns that PATTERNS names, divided by commas, or undefined where it is not set: all are wanted. @throws InputError for one that there is not */
export function wantedPatterns(): readonly string[] | undefined {
  const wanted = process.env['PATTERNS']?.split(',');
  const unknown = wanted?.filter((slug) => !patternFolders().includes(slug)) ?? [];
  if (unknown.length > 0) throw new InputError(`PATTERNS names ${unknown.join(', ')}, which has no folder; there are: ${patternFolders().join(', ')}.`);
  return wanted;
}
