import { readCatalogFile } from './catalog.ts';
import { editedSources } from './edited-sources.ts';
import { highlightFile } from './highlight.ts';
import { lineHunks } from '../simulation/edits/line-hunks.ts';

/** A piece of a line, and which of the view's colours it has. */
type Token = readonly [text: string, color: number];

/** A pattern's files as the Code pane draws them: whole, highlighted, with what each wrong version changes. */
export async function codeViewOf(slug: string) {
  const { data, still, sources } = readCatalogFile(slug);
  const colors: string[] = [];
  const numbered = async (text: string): Promise<Token[][]> =>
    (await highlightFile(text.replace(/\n$/, ''))).map((line) => line.map(({ text: piece, color }) => [piece, indexIn(colors, color)] as const));
  const changedBy = async (file: string, text: string) => {
    const lines = await numbered(text);
    const hunks = lineHunks(linesOf(sources[file] ?? ''), linesOf(text));
    return { file, hunks: hunks.map(({ at, removed, addedAt, added }) => ({ at, removed, added: lines.slice(addedAt, addedAt + added) })) };
  };
  const files = await Promise.all(data.code.map(async (file) => ({ file, lines: await numbered(sources[file] ?? '') })));
  const mutants = await Promise.all(
    data.mutants.map(async ({ name, edits }) => {
      const edited = Object.entries(editedSources(name, edits, data.code, sources));
      return { name, changes: await Promise.all(edited.map(([file, text]) => changedBy(file, text))) };
    }),
  );
  const decisive = still.result.decisive.map(({ file, line, label }) => ({ file, line, label }));
  return { colors, files, mutants, decisive };
}

const linesOf = (text: string) => text.replace(/\n$/, '').split('\n');

function indexIn(list: string[], item: string): number {
  const index = list.indexOf(item);
  return index >= 0 ? index : list.push(item) - 1;
}
