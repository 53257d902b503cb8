import { join } from 'node:path';
import { build } from 'esbuild';
import { randomProgram } from '../async/random-program.ts';
import { compile } from '../compiler/compile.ts';

/**
 * A classic script with that many random programs. It defines `kernelSays()`, whose result has to be the same in every engine,
 * and `differingPrograms()`, which holds the kernel against the engine that it runs in and has to resolve with none.
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
  return [
    bundle.outputFiles[0]!.text,
    `const programs = [\n${programs.join(',\n')}\n];`,
    'globalThis.kernelSays = () => engineCheck.kernelSays(programs);',
    'globalThis.differingPrograms = () => engineCheck.differingPrograms(programs);',
  ].join('\n');
}
