import { decisiveWordsOf } from '@/simulation/compiler/decisive-words.ts';
import type { Edits } from '@/simulation/edits/edits.ts';
import type { CompileAnswer } from '@/simulation/language/protocol.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { LanguageClient } from './language-client.ts';
import { languageClient } from './page-language-client.ts';
import { originalCode } from './original-code.ts';

/** Compiles what the reader made of a pattern's files. Rejects with a sentence for the reader where there is no answer. */
export const compiledEdits =
  (data: Pick<ScenarioData, 'code' | 'decisive'>, client: () => Pick<LanguageClient, 'compile'> = languageClient) =>
  async (edits: Edits): Promise<CompileAnswer> => {
    const originals = await originalCode(Object.keys(edits)).catch(() => {
      throw new Error('The code as it is could not be fetched, so the edit cannot be held against it. Check the connection, then run it again.');
    });
    return client().compile(
      Object.entries(edits).map(([file, text]) => ({ file, text, original: originals[file]!, decisive: decisiveWordsOf(data, file) })),
    );
  };
