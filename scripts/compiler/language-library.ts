import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Library } from '../../simulation/language/language-host.ts';
import { root } from '../root.mjs';

const declarations = dirname(ts.getDefaultLibFilePath({}));
const patterns = join(root, 'patterns');
const globals = 'globals.d.ts';

/** What the editor checks against: the options, the globals and the language's own declarations with which the repository checks patterns/. */
export function languageLibrary(): Library {
  const { config } = ts.readConfigFile(join(patterns, 'tsconfig.json'), ts.sys.readFile) as { readonly config: { readonly compilerOptions: object } };
  const { options, errors } = ts.convertCompilerOptionsFromJson(config.compilerOptions, patterns);
  if (errors.length > 0 || options.lib === undefined) throw new Error('patterns/tsconfig.json has no options that TypeScript reads: mend its compilerOptions, lib among them.');
  const texts: Record<string, string> = { [globals]: readFileSync(join(patterns, globals), 'utf8') };
  const add = (name: string) => {
    if (name in texts) return;
    const text = readFileSync(join(declarations, name), 'utf8');
    texts[name] = withoutLicence(text);
    for (const { fileName } of ts.preProcessFile(text).libReferenceDirectives) add(`lib.${fileName.toLowerCase()}.d.ts`);
  };
  for (const name of options.lib) add(name);
  return { texts, globals, options };
}

/** The licence stands once, before the compiler itself. */
const withoutLicence = (text: string) => text.replace(/^\/\*![^]*?\*\/\s*/, '');
