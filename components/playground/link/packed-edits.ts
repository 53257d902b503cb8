import { editedTextMax, noEdits, type Edits } from '@/simulation/edits/edits.ts';
import { unpackedBytesMax } from './link-format.ts';
import { damaged, foreign, LinkProblem } from './link-problem.ts';
import { packed, unpacked } from './packed-text.ts';
import { textDigest } from './text-digest.ts';
import { spliced, textSplices, type TextSplice } from './text-splices.ts';

/** A file by its place in `ScenarioData.code`, the digest of its original text, and its splices one after another. */
type PackedFile = readonly [file: number, digest: string, ...splices: (number | string)[]];

/** Edits as what differs from the originals, for a link. @param files the pattern's, in their order */
export function packedEdits(edits: Edits, originals: Edits, files: readonly string[]): Promise<string> {
  const changed = Object.entries(edits).map(([file, text]): PackedFile => {
    const original = originals[file] ?? '';
    return [files.indexOf(file), textDigest(original), ...textSplices(original, text).flat()];
  });
  return packed(JSON.stringify(changed));
}

/** The catalog's versions: when the link was written, or '', and here. */
export interface Versions {
  readonly written: string;
  readonly here: string;
}

/** Reverses `packedEdits` for a text from a stranger. @throws LinkProblem */
export async function unpackedEdits(text: string, originals: Edits, files: readonly string[], versions: Versions): Promise<Edits> {
  const json = await unpacked(text, unpackedBytesMax).catch(() => {
    throw damaged('its edited code is damaged or cut off.');
  });
  if (json === undefined) throw new LinkProblem('This link is too long to be opened: its edited code is longer than any that can be run.');
  const edits = new Map<string, string>();
  for (const packedFile of parsed(json)) {
    if (!Array.isArray(packedFile)) throw misshapen();
    const [place, digest, ...splices] = packedFile as readonly unknown[];
    if (!isCount(place) || typeof digest !== 'string') throw misshapen();
    const file = files[place];
    const original = file === undefined ? undefined : originals[file];
    if (file === undefined || original === undefined) throw foreign('it edits a file that the pattern does not have.');
    if (edits.has(file)) throw misshapen();
    if (textDigest(original) !== digest) throw new LinkProblem(outdated(file, versions));
    edits.set(file, patched(original, splices, file));
  }
  const real = [...edits].filter(([file, edited]) => edited !== originals[file]);
  return real.length === 0 ? noEdits : Object.fromEntries(real);
}

const misshapen = () => damaged('its edited code is damaged.');

const outdated = (file: string, { written, here }: Versions): string =>
  `This link edits ${file}.ts as it was${written === '' ? '' : ` in version ${written}`}. Here, in ${here}, that file reads otherwise, so that the edits cannot be put where they belong.`;

function parsed(json: string): readonly unknown[] {
  try {
    const files: unknown = JSON.parse(json);
    if (Array.isArray(files)) return files;
  } catch {
    // Whatever the text is, it is not what a page has written.
  }
  throw misshapen();
}

/** The original with its splices put in. @throws LinkProblem where they are none, reach past its end, or make it too long */
function patched(original: string, flat: readonly unknown[], file: string): string {
  const splices: TextSplice[] = [];
  for (let at = 0; at < flat.length; at += 3) {
    const [stay, gone, text] = flat.slice(at, at + 3);
    if (!isCount(stay) || !isCount(gone) || typeof text !== 'string') throw misshapen();
    splices.push([stay, gone, text]);
  }
  const text = spliced(original, splices);
  if (text === undefined) throw misshapen();
  if (text.length > editedTextMax) throw new LinkProblem(`This link is too long to be opened: ${file}.ts would have ${text.length} characters, and ${editedTextMax} is the most that can be run.`);
  return text;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
