import { editedTextMax, noEdits, type Edits } from '@/simulation/edits/edits.ts';
import { lineHunks, type LineHunk } from '@/simulation/edits/line-hunks.ts';
import { unpackedBytesMax } from './link-format.ts';
import { damaged, foreign, LinkProblem, quoted } from './link-problem.ts';
import { packed, unpacked } from './packed-text.ts';
import { textDigest } from './text-digest.ts';

/** Lines that differ: the first that is gone (from 0), how many are, and what stands there instead. */
type PackedHunk = readonly [at: number, removed: number, ...lines: string[]];
/** A file by name, the digest of its original text, and its hunks in order. */
type PackedFile = readonly [file: string, digest: string, ...hunks: PackedHunk[]];

/** Edits as what differs from the originals, for a link. */
export function packedEdits(edits: Edits, originals: Edits): Promise<string> {
  const files = Object.entries(edits).map(([file, text]): PackedFile => {
    const original = originals[file] ?? '';
    return [file, textDigest(original), ...hunksBetween(original.split('\n'), text.split('\n'))];
  });
  return packed(JSON.stringify(files));
}

function hunksBetween(before: readonly string[], after: readonly string[]): PackedHunk[] {
  return lineHunks(before, after).map(({ at, removed, addedAt, added }: LineHunk) => [at, removed, ...after.slice(addedAt, addedAt + added)]);
}

/** The catalog's versions: when the link was written, or '', and here. */
export interface Versions {
  readonly written: string;
  readonly here: string;
}

/** Reverses `packedEdits` for a text from a stranger. @throws LinkProblem */
export async function unpackedEdits(text: string, originals: Edits, versions: Versions): Promise<Edits> {
  const json = await unpacked(text, unpackedBytesMax).catch(() => {
    throw damaged('its edited code is damaged or cut off.');
  });
  if (json === undefined) throw new LinkProblem('This link is too long to be opened: its edited code is longer than any that can be run.');
  const files = parsed(json);
  const edits = new Map<string, string>();
  for (const packedFile of files) {
    if (!Array.isArray(packedFile)) throw misshapen();
    const [file, digest, ...hunks] = packedFile as readonly unknown[];
    if (typeof file !== 'string' || typeof digest !== 'string') throw misshapen();
    const original = Object.hasOwn(originals, file) ? originals[file] : undefined;
    if (original === undefined) throw foreign(`it edits ${quoted(`${file}.ts`)}, a file that the pattern does not have.`);
    if (edits.has(file)) throw misshapen();
    if (textDigest(original) !== digest) throw new LinkProblem(outdated(file, versions));
    edits.set(file, patched(original, hunks, file));
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

/** The original with its hunks put in. @throws LinkProblem where they are not in order, reach past its end, or make it too long */
function patched(original: string, hunks: readonly unknown[], file: string): string {
  const before = original.split('\n');
  const after: string[] = [];
  let kept = 0;
  for (const hunk of hunks) {
    if (!isHunk(hunk)) throw misshapen();
    const [at, removed, ...lines] = hunk;
    if (at < kept || at + removed > before.length) throw misshapen();
    for (; kept < at; kept += 1) after.push(before[kept]!);
    for (const line of lines) after.push(line);
    kept = at + removed;
  }
  for (; kept < before.length; kept += 1) after.push(before[kept]!);
  const text = after.join('\n');
  if (text.length > editedTextMax) throw new LinkProblem(`This link is too long to be opened: ${file}.ts would have ${text.length} characters, and ${editedTextMax} is the most that can be run.`);
  return text;
}

function isHunk(hunk: unknown): hunk is PackedHunk {
  if (!Array.isArray(hunk)) return false;
  const [at, removed, ...lines] = hunk as readonly unknown[];
  return isCount(at) && isCount(removed) && lines.every((line) => typeof line === 'string' && !line.includes('\n'));
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
