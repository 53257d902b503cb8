import type { Diagnostic } from '@codemirror/lint';
import type { Finding } from '@/simulation/language/protocol.ts';

/** Findings as the editor underlines them: within the text, and never so short that nothing is underlined. */
export const diagnosticsOf = (findings: readonly Finding[], length: number): Diagnostic[] =>
  findings
    .map(({ from, to, message, kind }): Diagnostic => {
      const end = Math.min(Math.max(to, from + 1), length);
      return { from: Math.max(0, Math.min(from, end - 1)), to: end, severity: 'error', message, markClass: `cm-finding-${kind}` };
    })
    .toSorted((one, other) => one.from - other.from);
