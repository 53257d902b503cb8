import { runInThisContext } from 'node:vm';
import { setup, type AnyStateMachine } from 'xstate';
import { compile } from '../compiler/compile.ts';
import type { DecisiveSpot } from '../compiler/decisive.ts';
import type { CompiledScenario, ModuleFunction } from '../compiled-scenario.ts';
import type { Fault } from '../fault.ts';
import { loadSimulation } from '../load-simulation.ts';
import type { RunInput, RunResult } from '../run.ts';
import type { Decisive, Knob, NodeSpec, Scenario, ScenarioPromise } from '../scenario.ts';

const lamp = setup({}).createMachine({
  id: 'lamp',
  initial: 'off',
  states: {
    off: { on: { switched: 'on' }, meta: { sentence: 'Dark.', x: 0, y: 0, tone: 'flat' } },
    on: { on: { switched: 'off' }, meta: { sentence: 'Lit.', x: 1, y: 0, tone: 'ok' } },
  },
});

export interface SmallWorld {
  readonly nodes: readonly (string | NodeSpec)[];
  /** `a>b`. */
  readonly links?: readonly string[];
  /** A pod, by its id, with its containers. */
  readonly pod?: { readonly id: string; readonly nodes: readonly string[] };
  /** What a message takes; exactly ten virtual ms when left out. */
  readonly latencyMs?: readonly [min: number, max: number];
  /** Compiled from its own text, so it may use nothing from outside. */
  readonly start: Scenario<Record<string, Record<string, never>>>['start'];
  /** Pattern files, by name. */
  readonly code?: Readonly<Record<string, string>>;
  /** Decisive lines, all in the first of `code`. */
  readonly decisive?: readonly Decisive[];
  readonly promises?: readonly ScenarioPromise[];
  readonly knobs?: readonly Knob[];
  readonly machine?: AnyStateMachine;
  readonly rejections?: readonly string[];
  readonly durationMs?: number;
}

/** A scenario of a few lines for the kernel's own tests, compiled as the real ones are. */
export function smallWorld(world: SmallWorld): (input?: Partial<RunInput> & { readonly faults?: readonly Fault[] }) => RunResult {
  const file = loadSimulation(compiledSmallWorld(world));
  return (input = {}) => file.simulate({ experiment: 'only', seed: 1, knobs: {}, ...input });
}

export function compiledSmallWorld(world: SmallWorld, executor: 'virtual' | 'native' = 'virtual'): CompiledScenario {
  const { nodes, links = [], pod, latencyMs = [10, 10], start, code = {}, decisive = [], promises = [], knobs = [], machine = lamp, rejections = [], durationMs = 1000 } = world;
  const wiring = { width: 1, height: 1, cards: {}, boundaries: {}, edges: {} };
  const scenario: Omit<Scenario, 'start'> = {
    code: Object.keys(code),
    topology: {
      nodes: nodes.map((node) => (typeof node === 'string' ? { id: node, label: node, cards: [] } : node)),
      links: links.map((link) => ({ from: link.split('>')[0]!, to: link.split('>')[1]!, latencyMs })),
      ...(pod === undefined ? {} : { groups: [{ ...pod, label: pod.id, caption: '', kind: 'pod' as const }] }),
      wirings: { desk: wiring, portrait: wiring },
    },
    knobs,
    settings: [],
    experiments: [{ name: 'only', label: 'Only', icon: 'zap', watch: '', seed: 1, faults: [], durationMs, stillAtMs: 0 }],
    breaks: [],
    mutants: [],
    lanes: [],
    charts: [{ label: 'Success', caller: typeof nodes[0] === 'string' ? nodes[0] : (nodes[0]?.id ?? ''), kind: 'success' }],
    promises,
    rejections,
    budget: { kinds: [], atOnce: 1 },
    decisive,
    leavesOut: [],
    glyph: { description: '', marks: [] },
    machine,
    sentences: {},
  };
  const spots: DecisiveSpot[] = [];
  const evaluate = (text: string, file: string) => {
    const words = decisive.map(({ line }, number) => ({ number, words: line }));
    const result = compile(text, { file, executor, ...(file in code ? { decisive: words } : {}) });
    if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `${file}:${line} ${message}`).join('\n'));
    spots.push(...result.decisive);
    return runInThisContext(result.code) as ModuleFunction;
  };
  const startModule = evaluate(`export const world = { ${start.toString().replace(/^(async )?start\b/, 'start').replace(/^(?!start\b)/, 'start: ')} };`, 'scenario.ts');
  return {
    slug: 'small',
    imports: {},
    scenario: {
      'scenario.ts': (scope, require) => ({ scenario: { ...scenario, ...(startModule(scope, require).world as object) } }),
    },
    code: Object.fromEntries(Object.entries(code).map(([file, text]) => [file, evaluate(text, file)])),
    mutants: {},
    decisive: { '': spots },
  };
}
