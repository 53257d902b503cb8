import type { LanguageRequest } from '@/simulation/language/protocol.ts';

/** A worker that holds the compiler. */
export interface LanguageWorker {
  ask(request: LanguageRequest): void;
  remove(): void;
}
/** What a worker says, as it came; undefined when its script could not be fetched or broke. */
export type HearWorker = (message: unknown) => void;

/** Starts the compiler. It is the page's own script and only reads text: what it compiles runs elsewhere. */
export function openLanguageWorker(hear: HearWorker): LanguageWorker {
  const worker = new Worker('/compiler/compiler.js');
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = (error) => {
    error.preventDefault();
    hear(undefined);
  };
  return { ask: (request) => worker.postMessage(request), remove: () => worker.terminate() };
}
