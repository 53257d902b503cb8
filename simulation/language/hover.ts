import type ts from 'typescript';
import type { Hover } from './protocol.ts';

/** Longer than what fits beside a line of code. */
const lengthMax = 2_000;

/** A signature, and what the comment before the declaration says. */
export function hoverOf(info: ts.QuickInfo | undefined): Hover | null {
  if (info === undefined) return null;
  const joined = (parts: readonly ts.SymbolDisplayPart[] | undefined) => (parts ?? []).map(({ text }) => text).join('');
  const tags = (info.tags ?? []).map(({ name, text }) => `@${name} ${joined(text)}`.trimEnd());
  const text = [joined(info.documentation), ...tags].filter((part) => part !== '').join('\n');
  const { start, length } = info.textSpan;
  return { from: start, to: start + length, code: joined(info.displayParts).slice(0, lengthMax), text: text.slice(0, lengthMax) };
}
