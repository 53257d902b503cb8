import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { encodeLink } from '../../components/playground/link/encode-link.ts';
import { openingSettings, settingsAfter } from '../../components/playground/settings-after.ts';
import { readCatalogFile } from '../../lib/catalog.ts';
import type { CatalogFile } from '../../lib/catalog-file.ts';
import { patternSlugs } from '../../lib/folders.ts';
import { editedSources } from '../../lib/edited-sources.ts';
import { Problem } from '../../scripts/command.mjs';
import { root } from '../../scripts/root.mjs';
import { exactly, type Bar } from '../bar.ts';
import { brotliKilobytes } from '../first-load.ts';
import { openPage, withSite, type OpenedSite } from '../opened-site.ts';
import { spreadOf } from '../race.ts';
import type {} from './in-page.ts';

const rounds = 15;
/** As long as an address of the project's own might be. */
const origin = 'https://breakable.patterns.dev';
const plainMost = 200;
const editedMost = 500;

const catalog = (): readonly CatalogFile[] =>
  patternSlugs().map(readCatalogFile);

/** What it costs a reader to edit: the wait from Run to the first frame, what is fetched for it, and how long the links are. */
export const bench = async (): Promise<readonly Bar[]> => [...(await withSite(async (site) => [...(await fromRunToFrame(site)), ...(await whatEditLoads(site))])), ...(await linkLengths())];

/** A pattern whose first wrong version can stand for what a reader writes: its run differs from that of the code as it is. */
function subject(): CatalogFile {
  const file = catalog().find(({ data }) => data.mutants.length > 0);
  if (file === undefined) throw new Problem('There is no pattern with a wrong version that could stand for an edit.');
  return file;
}

async function openInstrument(site: OpenedSite, slug: string): Promise<Page> {
  const page = await openPage(site, 'bench/editing/in-page.ts');
  await page.goto(`${site.address}/patterns/${slug}/`, { waitUntil: 'load' });
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('#playground [aria-busy="true"]') === null);
  return page;
}

/** The wrong version stands in turns as an edit, which is compiled in the page and run in a sandbox of its own, and as the build made it. */
async function fromRunToFrame(site: OpenedSite): Promise<readonly Bar[]> {
  const { data, sources } = subject();
  const { name, edits } = data.mutants[0]!;
  const page = await openInstrument(site, data.slug);
  const firstFrameMs = (press: object): Promise<number> => page.evaluate((detail) => window.editingBench.firstFrameMs(detail), press);
  const edited = (round: number) => {
    const texts = Object.entries(editedSources(name, edits, data.code, sources)).map(([file, text]) => [file, `${text}// ${round}\n`]);
    return { type: 'code.run', edits: Object.fromEntries(texts) };
  };
  const asItIs = { type: 'mutant.chosen', name: '' };
  const first = await firstFrameMs(edited(0));
  await firstFrameMs({ type: 'code.run', edits: {} });
  const [ofEdit, ofBuilt]: [number[], number[]] = [[], []];
  for (let round = 1; round <= rounds; round += 1) {
    ofEdit.push(await firstFrameMs(edited(round)));
    await firstFrameMs({ type: 'code.run', edits: {} });
    ofBuilt.push(await firstFrameMs({ type: 'mutant.chosen', name }));
    await firstFrameMs(asItIs);
  }
  await page.context().close();
  const group = 'Editing: from Run to the first frame of the new run';
  return [
    { group, name: 'the first edit, with the compiler to fetch and to start', value: exactly(first), unit: 'ms' },
    { group, name: 'an edit, once the compiler is warm', value: spreadOf(ofEdit), unit: 'ms' },
    { group, name: 'the same code as the build compiled it', value: spreadOf(ofBuilt), unit: 'ms' },
    { group, name: 'an edit, of the built code', value: spreadOf(ofEdit.map((ms, round) => ms / ofBuilt[round]!)), unit: '×' },
  ];
}

/** Every script that the page fetches between the press on Edit and an editor that has compared the code with its types. */
async function whatEditLoads(site: OpenedSite): Promise<readonly Bar[]> {
  const { data } = subject();
  const page = await openInstrument(site, data.slug);
  await page.getByRole('tab', { name: 'Code' }).click();
  const edit = page.getByRole('button', { name: 'Edit', exact: true });
  await edit.waitFor();
  const paths = new Set<string>();
  page.context().on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.js')) paths.add(pathname);
  });
  const compiler = page.waitForResponse((response) => new URL(response.url()).pathname.startsWith('/compiler/'));
  await edit.click();
  await page.getByRole('textbox', { name: `${data.code[0]}.ts` }).waitFor();
  await compiler;
  await page.context().close();
  const size = (wanted: (path: string) => boolean) => exactly(brotliKilobytes([...paths].filter(wanted).map((path) => readFileSync(join(root, 'out', path)))));
  const isCompiler = (path: string) => path.startsWith('/compiler/');
  const group = 'Editing: JavaScript that Edit loads, brotli';
  return [
    { group, name: 'the editor', value: size((path) => !isCompiler(path)), unit: 'kB' },
    { group, name: 'the compiler, in its worker', value: size(isCompiler), unit: 'kB' },
  ];
}

/** The longest address over the catalog of a run as its experiment has it, and of one with five lines edited. */
async function linkLengths(): Promise<readonly Bar[]> {
  const lengths = { plain: 0, edited: 0 };
  for (const { data, sources, still } of catalog()) {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
    const last = data.experiments.at(-1)!;
    const settings = settingsAfter(openingSettings(data), { type: 'experiment.chosen', name: last.name }, data);
    const address = async (edits: Readonly<Record<string, string>>) => {
      const shared = { settings: { ...settings, edits }, at: still.result.endedAt - 1, pane: 'code', version, hash: still.result.hash } as const;
      return `${origin}/patterns/${data.slug}/#${await encodeLink(shared, { data, version, originals: async () => sources })}`.length;
    };
    lengths.plain = Math.max(lengths.plain, await address({}));
    for (const file of data.code) lengths.edited = Math.max(lengths.edited, await address({ [file]: withFiveLines(sources[file]!) }));
  }
  const group = 'Editing: length of a link, the longest of the catalog';
  return [
    { group, name: 'a run', value: exactly(lengths.plain), unit: 'characters', target: { atMost: plainMost } },
    { group, name: 'a run with five lines edited', value: exactly(lengths.edited), unit: 'characters', target: { atMost: editedMost } },
  ];
}

/** Five lines of the file, spread over it, each with a condition more. */
function withFiveLines(text: string): string {
  const lines = text.split('\n');
  const statements = lines.flatMap((line, index) => (/^\s+(if|return|this\.|const) /.test(line) || /^\s+this\./.test(line) ? [index] : []));
  for (let edit = 0; edit < 5; edit += 1) {
    const at = statements[Math.floor(((edit + 0.5) * statements.length) / 5)]!;
    const indent = /^\s*/.exec(lines[at]!)![0];
    lines[at] = `${indent}if (attempt${edit} > ${edit} && !this.isOver(${edit * 7})) ${lines[at]!.trim()}`;
  }
  return lines.join('\n');
}
