import * as v from 'valibot';

/** A piece of a line, and which of the view's colours it has. */
export type CodeToken = readonly [text: string, color: number];
export type CodeLine = readonly CodeToken[];
/** Lines that a wrong version has not, from the 0-based `at` on, and those that stand in their place. */
export interface CodeHunk {
  readonly at: number;
  readonly removed: number;
  readonly added: readonly CodeLine[];
}
/** A pattern's files, highlighted by the server, and what each wrong version changes in them. */
export interface CodeView {
  /** Colour tokens of the design, as CSS. */
  readonly colors: readonly string[];
  /** By their names without `.ts`. */
  readonly files: readonly { readonly file: string; readonly lines: readonly CodeLine[] }[];
  readonly mutants: readonly { readonly name: string; readonly changes: readonly { readonly file: string; readonly hunks: readonly CodeHunk[] }[] }[];
  /** Where the decisive lines stand in the code as it is, counting from 1. */
  readonly decisive: readonly { readonly file: string; readonly line: number; readonly label: string }[];
}

const lines = v.array(v.array(v.tuple([v.string(), v.number()])));
const schema = v.object({
  colors: v.array(v.string()),
  files: v.array(v.object({ file: v.string(), lines })),
  mutants: v.array(v.object({
    name: v.string(),
    changes: v.array(v.object({ file: v.string(), hunks: v.array(v.object({ at: v.number(), removed: v.number(), added: lines })) })),
  })),
  decisive: v.array(v.object({ file: v.string(), line: v.number(), label: v.string() })),
});

/** @throws where the site has no such file, or it cannot be reached, or it is no view of code. */
export async function fetchCodeView(slug: string): Promise<CodeView> {
  const response = await fetch(`/code-view/${slug}.json`);
  if (!response.ok) throw new Error(`The code answered ${response.status}.`);
  return v.parse(schema, await response.json());
}
