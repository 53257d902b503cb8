import { join } from 'node:path';
import { build } from 'esbuild';
import { randomProgram } from '../async/random-program.ts';
import { compile } from '../compiler/compile.ts';

/**
 * A classic script that defines `checkEngine()`, which resolves with an EngineCheck over that many random programs. Evaluated
 * in a page it holds that browser against the kernel; evaluated here it gives what the page has to give too.
 */
export async function engineScript(programCount: number): Promise<string> {
  const programs: string[] = [];
  for (let seed = 0; seed < programCount; seed += 1) {
    const text = randomProgram(seed);
    const result = compile(text, { file: `program${seed}`, executor: 'virtual', isKnownToRun: true });
    if (!result.ok) throw new Error(`randomProgram(${seed}) cannot be compiled: ${result.problems[0]?.message}`);
    programs.push(`{ compiled: ${result.code}, written: () => { "use strict"; ${text.replace('export function run', 'return function run')} } }`);
  }
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, 'engine-check.ts')],
    bundle: true, write: false, format: 'iife', globalName: 'engineCheck', target: 'es2022', logLevel: 'silent',
  });
  return `${bundle.outputFiles[0]!.text}\nglobalThis.checkEngine = () => engineCheck.checkEngine([\n${programs.join(',\n')}\n]);\n`;
}
