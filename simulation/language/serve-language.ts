import { compileFiles } from './compile-files.ts';
import { createLanguage } from './create-language.ts';
import type { Library } from './language-host.ts';
import type { LanguageAnswer, LanguageRequest } from './protocol.ts';

/** The side of a worker on which messages from the page arrive. */
export interface LanguagePort {
  onmessage: ((event: { readonly data: LanguageRequest }) => void) | null;
  postMessage(answer: LanguageAnswer): void;
}

/** Answers what the page asks, one question after the other. It reads texts and evaluates none. */
export function serveLanguage(port: LanguagePort, library: Library): void {
  const language = createLanguage(library);
  port.onmessage = ({ data }) => port.postMessage(answerTo(data));
  port.postMessage({ answer: 'ready' });

  function answerTo(request: LanguageRequest): LanguageAnswer {
    const { number } = request;
    switch (request.ask) {
      case 'compile':
        return { answer: 'compile', number, compiled: compileFiles(request.files, request.isHurried) };
      case 'check':
        return { answer: 'check', number, findings: language.check(request.text) };
      case 'complete':
        return { answer: 'complete', number, completions: language.complete(request.text, request.at) };
      case 'hover':
        return { answer: 'hover', number, hover: language.hover(request.text, request.at) };
    }
  }
}
