import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { CatalogFile } from '../../lib/catalog-file.ts';
import { patternSlugs } from '../../lib/folders.ts';
import { Problem } from '../../scripts/command.mjs';
import { root } from '../../scripts/root.mjs';
import type { ScenarioData } from '../../simulation/scenario.ts';
import type { SeenRun } from './in-page.ts';
import { openPage, type OpenedSite } from '../opened-site.ts';

export interface LoadedPage {
  readonly page: Page;
  readonly data: ScenarioData;
  readonly press: (...events: readonly object[]) => Promise<void>;
  /** Waits for a run of one arm with this seed or with so many faults. */
  readonly runWith: (arm: 'pattern' | 'control', asked: Partial<Pick<SeenRun, 'seed' | 'faults'>>) => Promise<SeenRun>;
  readonly moveTo: (us: number) => Promise<void>;
}

/** Stands in each page that is measured. */
export const measuringScript = 'bench/playground/in-page.ts';


/** Opens the first pattern's page on a desk and waits until its instrument is live. */
export async function openLoadedPage(site: OpenedSite): Promise<LoadedPage> {
  const slug = patternSlugs()[0];
  if (slug === undefined) throw new Problem('There is no pattern whose playground could be measured.');
  const { data } = JSON.parse(readFileSync(join(root, 'generated', 'catalog', `${slug}.json`), 'utf8')) as CatalogFile;
  const page = await openPage(site, measuringScript);
  await page.goto(`${site.address}/patterns/${slug}/`, { waitUntil: 'load' });
  const press = (...events: readonly object[]) => page.evaluate((detail) => void document.dispatchEvent(new CustomEvent('breakable:press', { detail })), events);
  const runWith: LoadedPage['runWith'] = async (arm, asked) => {
    const arrived = await page.waitForFunction(
      ([wanted, { seed, faults }]) => {
        const run = window.bench.latest[wanted];
        return run !== undefined && run.seed === (seed ?? run.seed) && run.faults === (faults ?? run.faults) && document.querySelector('#playground [aria-busy="true"]') === null && run;
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
  const load = data.knobs.find((knob) => knob.kind === 'number' && knob.unit === '/s');
  if (load?.kind !== 'number') throw new Problem(`${data.slug} has no knob in /s, so that its load cannot be raised.`);
  const timeout = data.knobs.find((knob) => knob.kind === 'number' && /timeout/i.test(knob.name));
  const turns = [load, timeout].flatMap((knob) => (knob?.kind === 'number' ? [{ type: 'knob.turned', name: knob.name, value: knob.max }] : []));
  const faults = data.topology.links.flatMap(({ from, to }) => {
    const target = `${from}>${to}`;
    return [{ kind: 'delay', target, atMs: 0, ms: delayMs }, ...(isDoubled ? [{ kind: 'duplicate', target, atMs: 0, ratio: 1 }] : [])];
  });
  await press({ type: 'control.switched', isOn: true }, ...turns, { type: 'faults.replaced', faults });
  return runWith('control', { faults: faults.length });
}

/** How many messages are under way at a virtual time in µs. */
export const underWay = ({ flights }: SeenRun, at: number): number => flights.filter(([sentAt, arrivesAt]) => sentAt <= at && at < arrivesAt).length;
