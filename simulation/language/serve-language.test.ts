import { expect, it } from 'vitest';
import { languageLibrary } from '../../scripts/compiler/language-library.ts';
import type { LanguageAnswer } from './protocol.ts';
import { serveLanguage, type LanguagePort } from './serve-language.ts';

it('a worker says that it is ready, and answers each question under its number', () => {
  const answers: LanguageAnswer[] = [];
  const port: LanguagePort = { onmessage: null, postMessage: (answer) => void answers.push(structuredClone(answer)) };
  serveLanguage(port, languageLibrary());
  const file = 'door';
  port.onmessage!({ data: { ask: 'compile', number: 1, isHurried: false, files: [{ file, text: 'export {};', original: '', decisive: [] }] } });
  port.onmessage!({ data: { ask: 'compile', number: 2, isHurried: true, files: [{ file, text: 'let a; let a;', original: '', decisive: [] }] } });
  port.onmessage!({ data: { ask: 'check', number: 3, file, text: 'const a: string = 1;' } });
  port.onmessage!({ data: { ask: 'complete', number: 4, file, text: 'JSON.', at: 5 } });
  port.onmessage!({ data: { ask: 'hover', number: 5, file, text: ' ', at: 0 } });
  expect(answers).toMatchObject([
    { answer: 'ready' },
    { answer: 'compile', number: 1, compiled: { ok: true } },
    { answer: 'compile', number: 2, compiled: { ok: true } },
    { answer: 'check', number: 3, findings: [{ kind: 'type' }] },
    { answer: 'complete', number: 4, completions: { options: [{ label: 'parse' }, { label: 'stringify' }] } },
    { answer: 'hover', number: 5, hover: null },
  ]);
});
