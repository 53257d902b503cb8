import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { knobsOf } from '../../components/playground/settings-after.ts';
import type { CatalogFile } from '../../lib/catalog-file.ts';
import { patternSlugs } from '../../lib/folders.ts';
import { Problem } from '../../scripts/command.mjs';
import { root } from '../../scripts/root.mjs';
import type { Experiment, ScenarioData } from '../../simulation/scenario.ts';
import { leftOut } from '../../simulation/views/grid.ts';
import type { SeenRun } from './in-page.ts';
import { openPage, type OpenedSite } from '../opened-site.ts';

export interface LoadedPage {
  readonly page: Page;
  readonly data: ScenarioData;
  readonly press: (...events: readonly object[]) => Promise<void>;
  /** Waits for a run of one arm in this experiment, with this seed or with so many faults. */
  readonly runWith: (arm: 'pattern' | 'control', asked: Partial<Pick<SeenRun, 'experiment' | 'seed' | 'faults'>>) => Promise<SeenRun>;
  readonly moveTo: (us: number) => Promise<void>;
}

/** Stands in each page that is measured. */
export const measuringScript = 'bench/playground/in-page.ts';

const scenarioOf = (slug: string): ScenarioData => (JSON.parse(readFileSync(join(root, 'generated', 'catalog', `${slug}.json`), 'utf8')) as CatalogFile).data;

/** The knobs that make a flood of a load: how much comes in, and how long an answer is waited for. */
const floodKnobs = ({ knobs }: ScenarioData) => {
  const numbers = knobs.filter((knob) => knob.kind === 'number');
  return [numbers.find(({ unit }) => unit === '/s'), numbers.find(({ name }) => /timeout/i.test(name))] as const;
};

/** The pattern whose world can be flooded with the most requests: on its page the instrument is measured, since its parts are the same on every page. */
export function busiest(): string {
  const requests = (slug: string) => {
    const data = scenarioOf(slug);
    const [load, timeout] = floodKnobs(data);
    return load === undefined || timeout === undefined ? 0 : (load.max * data.experiments[0]!.durationMs) / 1000;
  };
  const [slug] = patternSlugs().toSorted((one, other) => requests(other) - requests(one));
  if (slug === undefined || requests(slug) === 0) throw new Problem('No pattern has a knob in /s and one of a timeout, so that no world can be flooded and measured.');
  return slug;
}

/** Opens a pattern's page on a desk and waits until its instrument is live. */
export async function openLoadedPage(site: OpenedSite, slug: string): Promise<LoadedPage> {
  const data = scenarioOf(slug);
  const page = await openPage(site, measuringScript);
  await page.goto(`${site.address}/patterns/${slug}/`, { waitUntil: 'load' });
  const press = (...events: readonly object[]) => page.evaluate((detail) => void document.dispatchEvent(new CustomEvent('breakable:press', { detail })), events);
  const runWith: LoadedPage['runWith'] = async (arm, asked) => {
    const arrived = await page.waitForFunction(
      ([wanted, { experiment, seed, faults }]) => {
        const run = window.bench.latest[wanted];
        return run !== undefined && run.experiment === (experiment ?? run.experiment) && run.seed === (seed ?? run.seed) && run.faults === (faults ?? run.faults) && document.querySelector('#playground [aria-busy="true"]') === null && run;
      },
      [arm, asked] as const,
      { timeout: 60_000 },
    );
    const run = (await arrived.jsonValue()) as SeenRun;
    await arrived.dispose();
    return run;
  };
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await runWith('pattern', {});
  return { page, data, press, runWith, moveTo: (us) => press({ type: 'playhead.moved', to: Math.round(us) }) };
}

/**
 * Loads the world: arrivals at their highest, every message under way for `delayMs`, and twice where `isDoubled`. It runs without the
 * pattern, whose promises would end a flood that lies beyond what it claims to survive.
 */
export async function flood({ data, press, runWith }: LoadedPage, { delayMs, isDoubled }: { readonly delayMs: number; readonly isDoubled: boolean }): Promise<SeenRun> {
  const turns = floodKnobs(data).flatMap((knob) => (knob === undefined ? [] : [{ type: 'knob.turned', name: knob.name, value: knob.max }]));
  const faults = data.topology.links.flatMap(({ from, to }) => {
    const target = `${from}>${to}`;
    return [{ kind: 'delay', target, atMs: 0, ms: delayMs }, ...(isDoubled ? [{ kind: 'duplicate', target, atMs: 0, ratio: 1 }] : [])];
  });
  await press({ type: 'control.switched', isOn: true }, ...turns, { type: 'faults.replaced', faults });
  return runWith('control', { faults: faults.length });
}

export interface Crowd {
  readonly slug: string;
  readonly experiment: Experiment;
  /** How many like nodes its grids show. */
  readonly size: number;
}

/** Of each pattern whose like nodes are folded into a grid, the experiment that shows the most of them. */
export const crowds = (): readonly Crowd[] =>
  patternSlugs().flatMap((slug) => {
    const data = scenarioOf(slug);
    const { topology, experiments } = data;
    const members = topology.groups?.flatMap(({ grid, nodes }) => (grid === undefined ? [] : nodes)) ?? [];
    const sized = experiments.map((experiment) => ({ slug, experiment, size: members.length - leftOut(topology, knobsOf(data, experiment)).size }));
    return members.length === 0 ? [] : [sized.reduce((one, other) => (other.size > one.size ? other : one))];
  });

/** How many messages are under way at a virtual time in µs. */
export const underWay = ({ flights }: SeenRun, at: number): number => flights.filter(([sentAt, arrivesAt]) => sentAt <= at && at < arrivesAt).length;
