import { beforeAll, describe, expect, it } from 'vitest';
import { NativeRuntime } from '../simulation/async/native-runtime.ts';
import { editedSimulation } from '../lib/edited-simulation.ts';
import { editedSources } from '../lib/edited-sources.ts';
import { isDraft } from '../lib/folders.ts';
import { cardProblems } from '../simulation/card-problems.ts';
import { blameOf } from '../simulation/edits/blame.ts';
import { lineHunks } from '../simulation/edits/line-hunks.ts';
import { gaugeProblems } from '../simulation/gauge-problems.ts';
import { resolveInput } from '../simulation/run-input.ts';
import type { RunInput, RunResult, Verdict } from '../simulation/run.ts';
import type { Experiment } from '../simulation/scenario.ts';
import type { SimulationFile } from '../simulation/simulation-file.ts';
import { simulateNatively } from '../simulation/native/simulate-natively.ts';
import type { Fault } from '../simulation/fault.ts';
import { topologyProblems } from '../simulation/topology-problems.ts';
import { inputOfBreak } from '../scripts/prove/jobs.ts';
import { buildWhatIsStale, builtSlugs, loadSimulationFile } from '../scripts/simulation-of.ts';
import { compilePattern, evaluated } from '../scripts/simulations/compile-pattern.ts';
import { endsOf } from './ends-of.ts';
import { wantedPatterns } from './wanted-patterns.ts';

const seedsPerExperiment = 50;
/** Characters that stand in one line of the strip of promises on a desk. */
const promiseLabelMax = 36;
/** Characters that stand behind the number in a knob's field. */
const unitMax = 6;

/** So many files hold the patterns to the contract, each of them its share: a file is as much as one thread takes at a time. */
const shares = 4;

/** All patterns, or those that PATTERNS names. */
const wanted = wantedPatterns();

/** What every pattern must do, derived from its folder alone, for every fourth pattern from the one at a place on, counted from 1. */
export function holdToContract(place: number): void {
  buildWhatIsStale(wanted);
  const share = (wanted ?? builtSlugs()).filter((_, position) => position % shares === place - 1);
  if (share.length === 0) it('has no pattern in this share', () => expect(wanted).toBeDefined());
  describe.each(share)('%s', keepsTheContract);
}

function keepsTheContract(slug: string): void {
  const file: SimulationFile = loadSimulationFile(slug);
  const { data, judge, simulate } = file;
  const inputOf = ({ name, seed }: Experiment): RunInput => ({ experiment: name, seed, knobs: {} });
  const problem = ({ seed }: Pick<RunInput, 'seed'>, { status, violation, stop }: Verdict) => `seed ${seed} ${status}: ${violation?.promise ?? ''} ${violation?.what ?? stop?.what ?? ''}`;

  it('is as large as a finished pattern is, unless it is a draft', () => {
    if (isDraft(slug)) return;
    const { decisive, experiments, mutants } = data;
    expect(isBetween(decisive.length, 5, 8), `${decisive.length} decisive lines; there must be five to eight`).toBe(true);
    expect(isBetween(experiments.length, 4, 6), `${experiments.length} experiments; there must be four to six`).toBe(true);
    expect(mutants.length >= 4, `${mutants.length} mutants; there must be at least four`).toBe(true);
  });

  describe('its experiments', () => {
    const curated = new Map<string, RunResult>();
    beforeAll(() => {
      for (const experiment of data.experiments) curated.set(experiment.name, simulate(inputOf(experiment)));
    });

    it.each(data.experiments.map(({ name }) => name))('%s keeps every promise on fifty seeds', (name) => {
      const experiment = data.experiments.find((one) => one.name === name)!;
      for (let offset = 0; offset < seedsPerExperiment; offset += 1) {
        const input = { ...inputOf(experiment), seed: experiment.seed + offset };
        const verdict = judge(input);
        expect(verdict.status, problem(input, verdict)).toBe('ended');
      }
    });

    it.each(data.experiments.map(({ name }) => name))('%s gives the same hash again, whatever ran before it', (name) => {
      const experiment = data.experiments.find((one) => one.name === name)!;
      expect(simulate(inputOf(experiment)).hash).toBe(curated.get(name)!.hash);
    });

    it.each(data.experiments.map(({ name }) => name))('%s is judged without a trace as it is with one', (name) => {
      const result = curated.get(name)!;
      expect(result).toMatchObject(judge(inputOf(data.experiments.find((one) => one.name === name)!)));
    });

    it('exercise every promise in at least one of them', () => {
      const exercised = new Set([...curated.values()].flatMap((result) => result.promises.filter(({ checks }) => checks > 0).map(({ name }) => name)));
      expect(data.promises.map(({ name }) => name).filter((name) => !exercised.has(name))).toEqual([]);
    });

    it('come to every decisive line in at least one of them', () => {
      const reached = new Set([...curated.values()].flatMap(({ decisive }) => decisive.filter(({ at }) => at.length > 0).map(({ label }) => label)));
      expect(data.decisive.map(({ label }) => label).filter((label) => !reached.has(label))).toEqual([]);
    });

    it('stand still at a moment within their run', () => {
      for (const { name, stillAtMs, durationMs } of data.experiments) expect(stillAtMs, name).toBeLessThanOrEqual(durationMs);
    });

    it('stay within the faults that the pattern claims to survive', () => {
      for (const { name, faults } of data.experiments) {
        for (const { kind } of faults) expect(data.budget.kinds, `${name} has a ${kind}`).toContain(kind);
      }
    });
  });

  it('names its promises in words that have room in their strip', () => {
    expect(data.promises.map(({ label }) => label).filter(({ length }) => length > promiseLabelMax)).toEqual([]);
  });

  describe('its pictures', () => {
    it('place every card, boundary and link, and no others', () => {
      expect(topologyProblems(data.topology)).toEqual([]);
    });

    it('have meters that can be drawn', () => {
      expect(cardProblems(data)).toEqual([]);
    });

    it('draw gauges that the runs show, with a look for every state and mark', () => {
      const runs = [...data.experiments.map(inputOf), ...data.breaks.map(inputOfBreak)].map((input) => simulate(input));
      expect(gaugeProblems(data, runs.flatMap(({ rows }) => rows))).toEqual([]);
    });
  });

  if (data.hero !== undefined) {
    const { hero } = data;
    describe('its hero on the home page', () => {
      it('names an experiment and a promise that there are', () => {
        expect(data.experiments.map(({ name }) => name)).toContain(hero.experiment);
        expect(data.promises.map(({ name }) => name)).toContain(hero.promise);
      });

      it('has a wiring that places every card, boundary and link, and no others', () => {
        expect(topologyProblems({ ...data.topology, wirings: { ...data.topology.wirings, desk: hero.wiring } })).toEqual([]);
      });

      it('strikes with a fault that the pattern claims to survive, at any moment of the run, and it is felt', () => {
        const { target: aim } = hero.action.fault;
        const experiment = data.experiments.find(({ name }) => name === hero.experiment)!;
        const leaders = data.topology.nodes.filter(({ cards }) => cards.some(({ pill }) => Object.values(pill?.looks ?? {}).some(({ mark }) => mark === 'leader'))).map(({ id }) => id);
        const struck = (typeof aim === 'string' ? [aim] : leaders).map((target) => (atMs: number): Fault => ({ ...hero.action.fault, target, atMs }));
        expect(struck).not.toEqual([]);
        expect(data.budget.kinds).toContain(hero.action.fault.kind);
        for (const fault of struck) {
          for (const atMs of [0, experiment.stillAtMs, experiment.durationMs]) {
            const input = { ...inputOf(experiment), faults: [...experiment.faults, fault(atMs)] };
            expect(() => resolveInput(data, input), `${fault(atMs).target} at ${atMs} ms`).not.toThrow();
          }
        }
        const early = simulate({ ...inputOf(experiment), faults: [struck[0]!(0)] });
        expect(early.hash).not.toBe(simulate({ ...inputOf(experiment), faults: [] }).hash);
      });
    });
  }

  describe('its statechart', () => {
    it('comes into every state in an experiment or a break', () => {
      const runs = [...data.experiments.map(inputOf), ...data.breaks.map(inputOfBreak)].map((input) => simulate(input));
      const reached = new Set(runs.flatMap(({ rows }) => rows.filter(({ kind }) => kind === 'statechart').flatMap(({ data: row }) => [row.from, row.expected])));
      expect(data.statechart.states.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([]);
    });
  });

  describe('its breaks', () => {
    it.each(data.breaks.map(({ name }) => name))('%s breaks the promise that it names', (name) => {
      const broken = data.breaks.find((one) => one.name === name)!;
      const verdict = judge(inputOfBreak(broken));
      expect(verdict.violation?.promise, problem(broken, verdict)).toBe(broken.promise);
    });

    it('show every mutant', () => {
      const shown = new Set(data.breaks.map(({ mutant }) => mutant));
      expect(data.mutants.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
    });

    it('break, between them, at least one promise each that the experiment keeps without them', () => {
      for (const { experiment, seed } of data.breaks) {
        const verdict = judge({ experiment, seed, knobs: {} });
        expect(verdict.status, problem({ seed }, verdict)).toBe('ended');
      }
    });
  });

  describe('its code, given as an edit', async () => {
    const { sources } = await compilePattern(slug);

    it('runs as the built code does', () => {
      const run = editedSimulation(slug, sources);
      for (const experiment of data.experiments) {
        const { edits, ...edited } = run(inputOf(experiment));
        const { edits: none, ...built } = simulate(inputOf(experiment));
        expect(edited, experiment.name).toEqual(built);
        expect([edits, none]).toEqual([sources, {}]);
      }
    });

    const wrong = data.breaks.filter(({ mutant }) => mutant !== undefined);
    it.each(wrong.map(({ name }) => name))('%s breaks as the built mutant does, and a place that the mutant changed is to blame', (name) => {
      const { mutant = '', ...input } = inputOfBreak(wrong.find((one) => one.name === name)!);
      const edits = editedSources(mutant, data.mutants.find((one) => one.name === mutant)!.edits, data.code, sources);
      const { mutant: asBuilt, edits: none, ...built } = simulate({ ...input, mutant });
      const { mutant: no, edits: asEdit, ...edited } = editedSimulation(slug, edits)(input);
      expect(edited).toEqual(built);
      expect([asBuilt, none, no, asEdit]).toEqual([mutant, {}, '', edits]);
      const place = blameOf({ ...edited, mutant: no, edits: asEdit }, simulate(input));
      expect(place).toBeDefined();
      const { file, line, within, at } = place!;
      expect(at).toBeLessThanOrEqual(edited.violation!.at);
      const hunks = lineHunks(sources[file]!.split('\n'), edits[file]!.split('\n'));
      const isNear = ({ addedAt, added }: (typeof hunks)[number]) => (within === '' ? line > addedAt && line <= addedAt + added : line === addedAt + 1 && added === 0);
      expect(hunks.filter(isNear), `line ${line} ${within}`).toHaveLength(1);
    });
  });

  describe('its knobs', () => {
    it('have units that stand beside the number', () => {
      expect(data.knobs.flatMap((knob) => (knob.kind === 'number' && knob.unit.length > unitMax ? [knob.unit] : []))).toEqual([]);
    });

    it.each(data.knobs.map(({ name }) => name))('%s runs at both ends', (name) => {
      const knob = data.knobs.find((one) => one.name === name)!;
      for (const value of endsOf(knob)) {
        const input = { ...inputOf(data.experiments[0]!), knobs: { [name]: value } };
        const verdict = judge(input);
        expect(['ended', 'violated'], `${name} = ${value}: ${problem(input, verdict)}`).toContain(verdict.status);
      }
    });

    it.each(data.settings.map(({ name }) => name))('take the settings %s', (name) => {
      const { knobs } = data.settings.find((one) => one.name === name)!;
      const input = { ...inputOf(data.experiments[0]!), knobs };
      const verdict = judge(input);
      expect(['ended', 'violated'], problem(input, verdict)).toContain(verdict.status);
    });
  });

  describe('its control', () => {
    it('sees the same arrivals without the pattern', () => {
      const [experiment] = data.experiments;
      const loads = new Set(data.topology.nodes.filter(({ faults }) => faults?.length === 0).map(({ id }) => id));
      const arrivals = (control: boolean) =>
        simulate({ ...inputOf(experiment!), control })
          .rows.filter(({ kind, node, data: row }) => loads.has(node) && (kind === 'request.started' || (kind === 'message.sent' && row['kind'] === 'message')))
          .map(({ at }) => at);
      expect(arrivals(false).length).toBeGreaterThan(0);
      expect(arrivals(true)).toEqual(arrivals(false));
    });
  });

  it('runs alike on compiled and on native promises in every experiment without crashes', async () => {
    const native = await evaluated(await compilePattern(slug, 'native'));
    for (const experiment of data.experiments.filter(({ faults }) => faults.every(({ kind }) => kind !== 'crash'))) {
      const input = inputOf(experiment);
      const result = await simulateNatively(native, data, resolveInput(data, input), new NativeRuntime());
      expect(result.hash, experiment.name).toBe(simulate(input).hash);
    }
  });
}

const isBetween = (value: number, min: number, max: number): boolean => value >= min && value <= max;
