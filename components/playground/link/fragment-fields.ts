import { linkFieldsMax } from './link-format.ts';
import { damaged, LinkProblem, quoted } from './link-problem.ts';

/** `key=value` pairs, with nothing in them that mail and chat programs break a link at. */
export const fragmentOf = (fields: readonly (readonly [key: string, value: string])[]): string => fields.map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join('&');

/** What the pairs say, by key. @throws LinkProblem */
export function fieldsOf(fragment: string): ReadonlyMap<string, string> {
  // Some programs write the & of a link as HTML does.
  const pairs = fragment.replaceAll('&amp;', '&').split('&', linkFieldsMax + 1);
  if (pairs.length > linkFieldsMax) throw new LinkProblem(`This link is too long to be opened: it says more than ${linkFieldsMax} things.`);
  const fields = new Map<string, string>();
  for (const pair of pairs) {
    const [written = '', ...rest] = pair.split('=');
    const key = unescaped(written);
    if (key === '' && rest.length === 0) continue;
    if (fields.has(key)) throw damaged(`it says ${quoted(key)} twice.`);
    fields.set(key, unescaped(rest.join('=')));
  }
  return fields;
}

/** Percent-encoded, apart from letters, digits and a few signs that stay a part of a link wherever it is pasted. */
export const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`).replace(/%(2C|2F|3A)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** @throws LinkProblem */
export function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw damaged('it has a % that stands for no character.');
  }
}
