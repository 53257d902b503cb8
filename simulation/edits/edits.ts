/** What the reader made of a pattern: whole texts that stand in place of its files, by the file's name without `.ts`. Empty: the code as it is. */
export type Edits = Readonly<Record<string, string>>;

/** The code as it is. One object, so that two runs of it compare at once. */
export const noEdits: Edits = {};

/** The longest text of one file that is compiled, kept or shared, in UTF-16 units. The catalog's own files have about a fifth of it. */
export const editedTextMax = 64_000;
