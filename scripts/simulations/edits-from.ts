import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { InputError } from '../../simulation/bounds.ts';
import type { Edits } from '../../simulation/edits/edits.ts';

/**
 * The texts that `--edit` brings: `PATH`, whose file name says which pattern file it stands for, or `NAME=PATH`.
 * @throws InputError where it stands for none or cannot be read.
 */
export function editsFrom(values: readonly string[], files: readonly string[]): Edits {
  const edits: Record<string, string> = {};
  for (const value of values) {
    const { file, path } = placeOf(value, files);
    if (Object.hasOwn(edits, file)) throw new InputError(`--edit brings ${file}.ts twice: leave one of them out.`);
    edits[file] = textOf(path);
  }
  return edits;
}

function placeOf(value: string, files: readonly string[]): { readonly file: string; readonly path: string } {
  const given = files.find((file) => value.startsWith(`${file}=`));
  if (given !== undefined) return { file: given, path: value.slice(given.length + 1) };
  const name = basename(value, '.ts');
  if (files.includes(name)) return { file: name, path: value };
  throw new InputError(`No pattern file is named "${name}"; there are: ${files.join(', ')}. Say for which one it stands: --edit ${files[0] ?? ''}=${value}.`);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`--edit cannot read ${path}: ${(error as Error).message}.`, { cause: error });
  }
}
