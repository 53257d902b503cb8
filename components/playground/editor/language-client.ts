import type { CompileAnswer, Completions, EditedFile, Finding, Hover } from '@/simulation/language/protocol.ts';

/**
 * The compiler, in a worker of its own that is started when it is first asked. Every answer rejects with a sentence for the reader where
 * there is none. Of check, complete and hover only the newest question of each counts: one that waits for its turn gives way, and is
 * answered with null. A question to compile is never dropped.
 */
export interface LanguageClient {
  /** Starts the worker, so that it is ready when it is asked. A failure shows with the first question. */
  warm(): void;
  compile(files: readonly EditedFile[]): Promise<CompileAnswer>;
  /** All that is wrong with a text: what keeps it from running, and what its types say. */
  check(file: string, text: string): Promise<readonly Finding[] | null>;
  /** `at` is an offset in UTF-16 units. */
  complete(file: string, text: string, at: number): Promise<Completions | null>;
  hover(file: string, text: string, at: number): Promise<Hover | null>;
  /** Ends the worker; a later question starts another. */
  dispose(): void;
}
