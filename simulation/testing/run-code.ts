import { runInThisContext } from 'node:vm';
import { Runtime, type Owner } from '../async/runtime.ts';
import { compile } from '../compiler/compile.ts';
import { processGlobals, type GlobalsHost, type Scope } from '../globals/process-globals.ts';

type Exports = Record<string, (...values: unknown[]) => unknown>;

/** Code compiled for a test, instantiated in a runtime of its own. */
export interface RunningCode {
  readonly runtime: Runtime;
  readonly exports: Exports;
  /** What the code logged with `console.log`. */
  readonly logged: readonly string[];
  /** Instantiates the code again, as a restart does. */
  again(): Exports;
}

export interface Surroundings {
  readonly owner?: Owner;
  readonly runtime?: Runtime;
  readonly host?: Partial<GlobalsHost>;
  readonly modules?: Readonly<Record<string, unknown>>;
}

/** Compiles and instantiates code on the kernel's promises. @throws Error with the problems when it cannot be compiled. */
export function runCode(text: string, { owner, runtime = new Runtime(), host = {}, modules = {} }: Surroundings = {}): RunningCode {
  const result = compile(text, { file: 'code', executor: 'virtual' });
  if (!result.ok) throw new Error(result.problems.map(({ line, column, message }) => `${line}:${column} ${message}`).join('\n'));
  const instantiate = runInThisContext(result.code) as (scope: Scope, require: (id: string) => unknown) => Exports;
  const logged: string[] = [];
  const again = () => {
    runtime.owner = owner ?? null;
    const scope = processGlobals({
      runtime, now: () => 0, wallNow: () => 0, random: () => 0.5, setTimeout: () => undefined, clearTimeout: () => undefined,
      log: (line) => logged.push(line), ...host,
    });
    return instantiate(scope, (id) => modules[id]);
  };
  return { runtime, exports: again(), logged, again };
}

/** The problems of code that cannot be compiled, as `line:column message`. */
export function problemsOf(text: string): string[] {
  const result = compile(text, { file: 'code', executor: 'virtual' });
  return result.ok ? [] : result.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}
