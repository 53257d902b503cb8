import ts from 'typescript';
import { editedTextMax } from '../edits/edits.ts';
import { compileFiles } from './compile-files.ts';
import { completionsOf } from './completions.ts';
import { findingsOf } from './findings.ts';
import { hoverOf } from './hover.ts';
import { codePath, createHost, type Library } from './language-host.ts';
import type { Completions, Finding, Hover } from './protocol.ts';

/** What an editor asks about one text. */
export interface Language {
  check(text: string): readonly Finding[];
  /** null where nothing can stand, such as in a comment. */
  complete(text: string, at: number): Completions | null;
  /** null where there is nothing to say. */
  hover(text: string, at: number): Hover | null;
}

/** TypeScript's own language service over one file, checked against the globals that a pattern may name. */
export function createLanguage(library: Library): Language {
  const host = createHost(library);
  let service: ts.LanguageService | undefined;

  /** The checker fails on rare code, and may be left in disorder: the next question begins with another one. */
  const asking = <Answer>(text: string, ask: (service: ts.LanguageService) => Answer, otherwise: Answer): Answer => {
    if (text.length > editedTextMax) return otherwise;
    host.write(text);
    try {
      service ??= ts.createLanguageService(host);
      return ask(service);
    } catch {
      service = undefined;
      return otherwise;
    }
  };
  return {
    check: (text) => {
      const compiled = compileFiles([{ file: 'code', text, original: text, decisive: [] }]);
      const types = asking(text, typesIn, []);
      return findingsOf(text, compiled.ok ? [] : compiled.problems, types);
    },
    complete: (text, at) => asking(text, (asked) => completionsOf(text, at, asked.getCompletionsAtPosition(codePath, at, undefined)), null),
    hover: (text, at) => asking(text, (asked) => hoverOf(asked.getQuickInfoAtPosition(codePath, at)), null),
  };
}

/** What types say of a text that cannot be parsed is about another text than the one that is meant. */
const typesIn = (service: ts.LanguageService): readonly ts.Diagnostic[] =>
  service.getSyntacticDiagnostics(codePath).length > 0 ? [] : service.getSemanticDiagnostics(codePath);
