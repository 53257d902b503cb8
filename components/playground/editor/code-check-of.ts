import { onePerPattern } from '../one-per-pattern.ts';
import { CodeCheck } from './code-check.ts';
import { codeDeskOf } from './code-desk.ts';
import { languageClient } from './page-language-client.ts';

/** The page's one check of a pattern's code. */
export const codeCheckOf = onePerPattern((slug: string, files: readonly string[]) =>
  new CodeCheck(codeDeskOf(slug), files, (file, text) => languageClient().check(file, text)));
