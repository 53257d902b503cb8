import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { CatalogFile } from '../../lib/catalog-file.ts';
import { Problem } from '../../scripts/command.mjs';
import { root } from '../../scripts/root.mjs';
import type { RunResult } from '../../simulation/run.ts';
import type { ScenarioData } from '../../simulation/scenario.ts';
import type { OpenedSite } from './opened-site.ts';

/** As much of a run as is measured against. */
export interface SeenRun {
  readonly events: number;
  readonly endedAt: number;
  /** Every message's way, in virtual µs. */
  readonly flights: readonly (readonly [sentAt: number, arrivesAt: number])[];
}
export interface LoadedPage {
  readonly page: Page;
  readonly data: ScenarioData;
  readonly press: (...events: readonly object[]) => Promise<void>;
  /** Presses, and waits for as many runs as that asks for. */
  readonly runAfter: (runs: number, ...events: readonly object[]) => Promise<SeenRun>;
  readonly moveTo: (us: number) => Promise<void>;
}

declare global {
  interface Window {
    benchRuns: { count: number; latest: SeenRun | undefined };
  }
}

/** Reads the runs that the sandbox hands to the page, beside the page. */
function noteRuns(): void {
  window.benchRuns = { count: 0, latest: undefined };
  const start = Reflect.get(MessagePort.prototype, 'start') as () => void;
  MessagePort.prototype.start = function startAndListen(this: MessagePort) {
    this.addEventListener('message', ({ data }: MessageEvent<{ type?: string; json?: string }>) => {
      if (data.type !== 'result' || data.json === undefined) return;
      const { events, endedAt, flights } = JSON.parse(data.json) as RunResult;
      window.benchRuns = { count: window.benchRuns.count + 1, latest: { events, endedAt, flights: flights.map(({ sentAt, arrivesAt }) => [sentAt, arrivesAt]) } };
    });
    start.call(this);
  };
}

const slugs = () => readdirSync(join(root, 'generated', 'catalog')).map((file) => file.replace(/\.json$/, '')).sort();

/** Opens the first pattern's page on a desk and waits until its instrument is live. */
export async function openLoadedPage({ browser, address }: OpenedSite): Promise<LoadedPage> {
  const slug = slugs()[0];
  if (slug === undefined) throw new Problem('There is no pattern whose playground could be measured.');
  const { data } = JSON.parse(readFileSync(join(root, 'generated', 'catalog', `${slug}.json`), 'utf8')) as CatalogFile;
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage();
  await page.addInitScript(noteRuns);
  await page.goto(`${address}/patterns/${slug}/`, { waitUntil: 'load' });
  const press = (...events: readonly object[]) => page.evaluate((detail) => void document.dispatchEvent(new CustomEvent('breakable:press', { detail })), events);
  const loaded: LoadedPage = {
    page,
    data,
    press,
    runAfter: async (runs, ...events) => {
      const before = await page.evaluate(() => window.benchRuns.count);
      await press(...events);
      await page.waitForFunction((count) => window.benchRuns.count >= count, before + runs, { timeout: 60_000 });
      await page.waitForFunction(() => document.querySelector('#playground [aria-busy="true"]') === null);
      return (await page.evaluate(() => window.benchRuns.latest))!;
    },
    moveTo: (us) => press({ type: 'playhead.moved', to: Math.round(us) }),
  };
  await loaded.runAfter(1, { type: 'target.selected', target: null });
  return loaded;
}

/**
 * Floods the world: the load at its highest, every message twice and two seconds under way. It runs without the pattern, whose promises
 * would end a flood that lies beyond what it claims to survive.
 */
export async function flood({ data, runAfter }: LoadedPage): Promise<SeenRun> {
  const load = data.knobs.find((knob) => knob.kind === 'number' && knob.unit === '/s');
  if (load?.kind !== 'number') throw new Problem(`${data.slug} has no knob in /s, so that its load cannot be raised.`);
  const faults = data.topology.links.flatMap(({ from, to }) => [
    { kind: 'duplicate', target: `${from}>${to}`, atMs: 0, ratio: 1 },
    { kind: 'delay', target: `${from}>${to}`, atMs: 0, ms: 2000 },
  ]);
  const timeout = data.knobs.find((knob) => knob.kind === 'number' && /timeout/i.test(knob.name));
  const turns = [load, timeout].flatMap((knob) => (knob?.kind === 'number' ? [{ type: 'knob.turned', name: knob.name, value: knob.max }] : []));
  await runAfter(1, { type: 'control.switched', isOn: true });
  await runAfter(1, ...turns);
  return runAfter(1, { type: 'faults.replaced', faults });
}

/** How many messages are under way at a virtual time in µs. */
export const underWay = ({ flights }: SeenRun, at: number): number => flights.filter(([sentAt, arrivesAt]) => sentAt <= at && at < arrivesAt).length;
