import { CodeCheck } from './code-check.ts';
import { codeDeskOf } from './code-desk.ts';
import { languageClient } from './page-language-client.ts';

const checks = new Map<string, CodeCheck>();

/** The page's one check of a pattern's code. */
export function codeCheckOf(slug: string, files: readonly string[]): CodeCheck {
  let check = checks.get(slug);
  if (check === undefined) checks.set(slug, (check = new CodeCheck(codeDeskOf(slug), files, (file, text) => languageClient().check(file, text))));
  return check;
}
