import type { CompiledText } from '@/simulation/language/protocol.ts';

/** The compiled texts as the `EditedCode` that they are, written as an object literal: it becomes part of the worker's script. */
export const editedLiteral = (files: readonly CompiledText[]): string =>
  `{${files.map(({ file, code, decisive }) => `${JSON.stringify(file)}: { module: (${code}\n), decisive: ${JSON.stringify(decisive)} }`).join(',\n')}}`;
