import type { DecisiveSpot, DecisiveWords } from '../compiler/decisive.ts';
import type { Problem } from '../compiler/problems.ts';

/** A file to compile, and the text that it came from: what differs between them are the reader's lines. */
export interface EditedFile {
  /** Its name without `.ts`. */
  readonly file: string;
  readonly text: string;
  readonly original: string;
  readonly decisive: readonly DecisiveWords[];
}
/** The compiled text of one file: a JavaScript function expression. */
export interface CompiledText {
  readonly file: string;
  readonly code: string;
  readonly decisive: readonly DecisiveSpot[];
}
export type CompileAnswer =
  | { readonly ok: true; readonly files: readonly CompiledText[] }
  | { readonly ok: false; readonly problems: readonly (Problem & { readonly file: string })[] };

/** Something that is said about a stretch of a text; `from` and `to` are offsets in UTF-16 units. */
export interface Finding {
  readonly from: number;
  readonly to: number;
  /** Counting from 1. */
  readonly line: number;
  readonly message: string;
  /** `stops` keeps the code from running at all; with `type` it runs anyway. */
  readonly kind: 'stops' | 'type';
}
export interface Completion {
  readonly label: string;
  /** What it is, in TypeScript's own words: `method`, `property`, `const`, `keyword`, … */
  readonly kind: string;
}
export interface Completions {
  /** The offset from which on a completion replaces what was typed. */
  readonly from: number;
  readonly options: readonly Completion[];
}
export interface Hover {
  readonly from: number;
  readonly to: number;
  /** A signature, as TypeScript writes it. */
  readonly code: string;
  /** What the comment before the declaration says, or ''. */
  readonly text: string;
}

/** What a page asks of the worker that holds the compiler. Each request is answered once, under its number. */
export type LanguageRequest =
  | {
      readonly ask: 'compile';
      readonly number: number;
      readonly files: readonly EditedFile[];
      /** True once the search for early errors took too long on these files: they are compiled without it. */
      readonly isHurried: boolean;
    }
  | { readonly ask: 'check'; readonly number: number; readonly file: string; readonly text: string }
  | { readonly ask: 'complete' | 'hover'; readonly number: number; readonly file: string; readonly text: string; readonly at: number };
export type LanguageAnswer =
  | { readonly answer: 'ready' }
  | { readonly answer: 'compile'; readonly number: number; readonly compiled: CompileAnswer }
  | { readonly answer: 'check'; readonly number: number; readonly findings: readonly Finding[] }
  | { readonly answer: 'complete'; readonly number: number; readonly completions: Completions | null }
  | { readonly answer: 'hover'; readonly number: number; readonly hover: Hover | null };
