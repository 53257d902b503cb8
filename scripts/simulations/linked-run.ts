import { decodeLink } from '../../components/playground/link/decode-link.ts';
import { inputOf } from '../../components/playground/playground-context.ts';
import type { CatalogFile } from '../../lib/catalog-file.ts';
import { catalogVersion } from '../../lib/catalog-version.ts';
import { readText } from '../../lib/folders.ts';
import { InputError } from '../../simulation/bounds.ts';
import type { RunInput } from '../../simulation/run.ts';
import { loadSimulationFile } from '../simulation-of.ts';

/** A run that was shared, and what it was like where the link was made; '' for what the link does not say. */
export interface LinkedRun {
  readonly slug: string;
  readonly input: RunInput;
  readonly hash: string;
  readonly version: string;
}

/** Reads a link to a run: `https://…/patterns/NAME/#run=…`, from wherever the page is served. @throws InputError saying what is wrong with it */
export async function linkedRun(link: string): Promise<LinkedRun> {
  const [address = '', fragment = ''] = link.split(/#(.*)/s);
  const slug = /(?:^|\/)patterns\/([a-z0-9-]+)\/?(?:\?.*)?$/.exec(address)?.[1];
  if (slug === undefined) throw new InputError('This link is to no pattern: one to a run reads …/patterns/NAME/#run=…, in quotation marks here.');
  const { data } = loadSimulationFile(slug);
  const originals = () => Promise.resolve((JSON.parse(readText(`generated/catalog/${slug}.json`, 'run npm run simulations')) as CatalogFile).sources);
  const decoded = await decodeLink(fragment, { data, version: catalogVersion(), originals });
  if (decoded.kind === 'none') throw new InputError('This link is to a pattern, but to no run of it: copy one with Share, and put it in quotation marks here.');
  if (decoded.kind === 'problem') throw new InputError(decoded.sentence);
  const { settings, hash, version } = decoded.shared;
  return { slug, input: inputOf(settings), hash, version };
}

/** One line where a run differs from the one that was shared, '' where it does not or is not known to. */
export function differenceText(shared: string, here: string, version: string): string {
  if (shared === '' || shared === here) return '';
  return `This run differs from the one that was shared: its hash was ${shared}${version === '' ? '' : `, made with ${version}`}; this is ${catalogVersion()}.`;
}
