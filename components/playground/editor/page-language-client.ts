import type { LanguageClient } from './language-client.ts';
import { createLanguageClient } from './create-language-client.ts';
import { openLanguageWorker } from './language-worker.ts';

let client: LanguageClient | undefined;

/** The page's one compiler: the editor and the runner ask the same worker. */
export const languageClient = (): LanguageClient =>
  (client ??= createLanguageClient({
    open: openLanguageWorker,
    wait: (ms, isOver) => {
      const timer = setTimeout(isOver, ms);
      return () => clearTimeout(timer);
    },
  }));
