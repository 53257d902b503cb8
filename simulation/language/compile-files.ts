import { compile } from '../compiler/compile.ts';
import type { Problem } from '../compiler/problems.ts';
import { editedTextMax } from '../edits/edits.ts';
import type { CompileAnswer, CompiledText, EditedFile } from './protocol.ts';

/**
 * Compiles edited files as the build compiles the catalog's. Of several files every one says what is wrong with it.
 * @param isHurried leaves out the search for early errors; code that has one is then refused by the browser that is to run it
 */
export function compileFiles(files: readonly EditedFile[], isHurried = false): CompileAnswer {
  const compiled: CompiledText[] = [];
  const problems: (Problem & { readonly file: string })[] = [];
  for (const { file, text, original, decisive } of files) {
    const result = compileFile(() => compile(text, { file, executor: 'virtual', decisive, original, isKnownToRun: isHurried }), text);
    if (result.ok) compiled.push({ file, code: result.code, decisive: result.decisive });
    else problems.push(...result.problems.map((problem) => ({ ...problem, file })));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, files: compiled };
}

function compileFile(compileText: () => ReturnType<typeof compile>, text: string): ReturnType<typeof compile> {
  if (text.length > editedTextMax) return stopped(tooLong(text));
  try {
    return compileText();
  } catch (error) {
    return stopped(`The compiler failed at this code (${error instanceof Error ? error.message : String(error)}): write it in another way.`);
  }
}

const stopped = (message: string) => ({ ok: false, problems: [{ line: 1, column: 1, message }] }) as const;
const tooLong = ({ length }: string) => `The file has ${length} characters, and ${editedTextMax} is the most that can be run: shorten it.`;
