import type { Json } from '../trace.ts';

/** A piece of a caption. Numbers are set in the face of numbers. */
export interface CaptionPart {
  readonly text: string;
  readonly isNumber: boolean;
}

const placeholder = /\{(\w+)(?::(ms|s|until))?\}/g;

/**
 * Fills a caption's template with the gauges of its card.
 * @param atMs the present, in virtual ms; `{gauge:until}` counts down to its gauge from here
 */
export function captionOf(template: string, gaugeOf: (name: string) => Json | undefined, atMs: number): CaptionPart[] {
  const parts: CaptionPart[] = [];
  let written = 0;
  for (const match of template.matchAll(placeholder)) {
    const [whole, gauge = '', format = ''] = match;
    if (match.index > written) parts.push({ text: template.slice(written, match.index), isNumber: false });
    const value = gaugeOf(gauge);
    parts.push({ text: formatted(value, format, atMs), isNumber: typeof value === 'number' });
    written = match.index + whole.length;
  }
  if (written < template.length) parts.push({ text: template.slice(written), isNumber: false });
  return parts;
}

/** The same as one text. */
export const textOf = (parts: readonly CaptionPart[]): string => parts.map(({ text }) => text).join('');

/** The gauges that a template names: it reads differently when one of them changes. */
export const gaugesIn = (template: string): readonly string[] => [...template.matchAll(placeholder)].map(([, gauge = '']) => gauge);

function formatted(value: Json | undefined, format: string, atMs: number): string {
  if (typeof value !== 'number') return wordOf(value);
  switch (format) {
    case 'ms':
      return String(Math.round(value));
    case 's':
      return (value / 1000).toFixed(1);
    case 'until':
      return (Math.max(0, value - atMs) / 1000).toFixed(2);
    default:
      return readable(value);
  }
}

/** A gauge in words: its text, its number, or a dash where it has none. */
export function wordOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'number') return readable(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Whole numbers as they are; others with as many digits as tell something. */
export function readable(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}
