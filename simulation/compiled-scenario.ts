import type { DecisiveSpot } from './compiler/decisive.ts';
import type { Scope } from './globals/process-globals.ts';
import type { Scenario } from './scenario.ts';

/** A compiled file: a function of its globals. Calling it anew gives module-level state that nothing else shares. */
export type ModuleFunction = (scope: Scope, require: (id: string) => unknown) => Readonly<Record<string, unknown>>;

/** Everything that the build puts into one file per scenario, beside the kernel. */
export interface CompiledScenario {
  readonly slug: string;
  /** The scenario's own modules by their path in the pattern's folder: `scenario.ts`, `scenario/world.ts`. */
  readonly scenario: Readonly<Record<string, ModuleFunction>>;
  /** What they import from elsewhere, by path: the statechart, the kernel. */
  readonly imports: Readonly<Record<string, unknown>>;
  /** The pattern files that run, by name. */
  readonly code: Readonly<Record<string, ModuleFunction>>;
  /** Per mutant, the pattern files that it changes. */
  readonly mutants: Readonly<Record<string, Readonly<Record<string, ModuleFunction>>>>;
  /** Where the decisive lines stand, by the scenario's order, in the code as it is ('') and in each mutant. */
  readonly decisive: Readonly<Record<string, readonly DecisiveSpot[]>>;
}

/** Instantiates the scenario's modules in a scope and returns what scenario.ts exports as `scenario`. */
export function instantiateScenario({ slug, scenario, imports }: CompiledScenario, scope: Scope): Scenario {
  const instances = new Map<string, unknown>();
  const load = (path: string): unknown => {
    if (path in imports) return imports[path];
    if (instances.has(path)) return instances.get(path);
    const instantiate = scenario[path];
    if (instantiate === undefined) throw new Error(`patterns/${slug} imports ${path}, which is not part of its simulation.`);
    const instance = instantiate(scope, (specifier) => load(joinPath(path, specifier)));
    instances.set(path, instance);
    return instance;
  };
  return (load('scenario.ts') as { readonly scenario: Scenario }).scenario;
}

/** The path that a relative specifier means when it stands in the file `from`: `scenario/world.ts` and `../x.ts` give `x.ts`. */
function joinPath(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    const above = parts.at(-1);
    if (part === '..' && above !== undefined && above !== '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Instantiates the pattern files of one process, or of one mutant of them. */
export function instantiateCode({ code, mutants }: CompiledScenario, mutant: string, scope: Scope): Readonly<Record<string, unknown>> {
  const edited = mutants[mutant] ?? {};
  return Object.fromEntries(
    Object.entries(code).map(([file, instantiate]) => [file, (edited[file] ?? instantiate)(scope, refuseImport(file))]),
  );
}

const refuseImport = (file: string) => (specifier: string) => {
  throw new Error(`${file}.ts imports ${specifier}: a pattern's file imports nothing.`);
};
