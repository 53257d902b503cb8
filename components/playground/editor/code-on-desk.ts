import type { DeskState } from './code-desk.ts';

/** A file as it is written now; undefined until the originals were brought. */
export const textOn = ({ edits, originals }: DeskState, file: string): string | undefined =>
  Object.hasOwn(edits, file) ? edits[file] : originals?.[file];
