import type { Hero } from '../simulation/hero.ts';
import type { RunResult } from '../simulation/run.ts';
import type { ScenarioData } from '../simulation/scenario.ts';
import { readArticle } from './article.ts';
import { readCatalogFile } from './catalog.ts';
import { patternSlugs } from './folders.ts';
import { simulationOf } from './simulation.ts';

/** The pattern that the home page shows at work. */
interface HeroSubject {
  readonly title: string;
  readonly hero: Hero;
  /** What of the scenario is needed for it. */
  readonly data: ScenarioData;
}

/** The scenario with the lowest rank of those that offer themselves, with its experiment's run; undefined where none does. */
export function readHero(): { readonly subject: HeroSubject; readonly run: RunResult } | undefined {
  const [first] = patternSlugs()
    .map((slug) => readCatalogFile(slug).data)
    .flatMap((data) => (data.hero === undefined ? [] : [{ data, hero: data.hero }]))
    .toSorted((one, other) => one.hero.rank - other.hero.rank || (one.data.slug < other.data.slug ? -1 : 1));
  if (first === undefined) return undefined;
  const { slug } = first.data;
  const data = heroData(first.data, first.hero);
  const [{ name, seed }] = data.experiments;
  return { subject: { title: readArticle(slug).title, hero: first.hero, data }, run: simulationOf(slug).simulate({ experiment: name, seed, knobs: {} }) };
}

/**
 * The scenario, reduced to its hero: the one experiment and the one promise, in the hero's wiring, with nothing on the canvas to press.
 * @throws where the hero names what the scenario does not have.
 */
export function heroData(data: ScenarioData, hero: Hero): ScenarioData & { readonly experiments: readonly [ScenarioData['experiments'][number]] } {
  const { slug, topology, experiments, promises } = data;
  return {
    ...data,
    topology: {
      ...topology,
      nodes: topology.nodes.map((node) => ({ ...node, faults: [] })),
      wirings: { desk: hero.wiring, portrait: topology.wirings.portrait },
    },
    experiments: [named(slug, 'experiment', experiments, hero.experiment)],
    promises: [named(slug, 'promise', promises, hero.promise)],
    settings: [],
    breaks: [],
    mutants: [],
    charts: [],
    leavesOut: [],
    statechart: { states: [], transitions: [] },
  };
}

function named<Item extends { readonly name: string }>(slug: string, kind: string, items: readonly Item[], name: string): Item {
  const item = items.find((each) => each.name === name);
  if (item === undefined) throw new Error(`The hero of patterns/${slug}/scenario.ts names the ${kind} ${name}; there are ${items.map((each) => each.name).join(', ')}.`);
  return item;
}
