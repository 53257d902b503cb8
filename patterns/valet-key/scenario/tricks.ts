import { partBytes } from './sizes.ts';
import type { StoreCall } from './world.ts';

export interface Overheard {
  readonly method: string;
  readonly url: string;
  readonly at: number;
}
type Call = Omit<StoreCall, 'contentType'>;
interface Trick {
  readonly what: string;
  readonly of: (read: Overheard, write: Overheard) => Call;
}
const look = (url: string): Call => ({ method: 'GET', url, bytes: 0 });
const write = (url: string): Call => ({ method: 'PUT', url, bytes: partBytes });
const put = (url: string, name: string, value: (old: string) => string) => url.replace(new RegExp(`([?&]${name}=)([^&]*)`), (_, head: string, old: string) => head + value(old));
/** The path alone: what is signed stays as it was. */
const at = (url: string, path: (old: string) => string) => url.replace(/^(https:\/\/[^/]+\/)([^?]*)/, (_, host: string, old: string) => host + path(old));

/** A part that its owner has not written. */
const unused = (url: string) => at(url, (old) => old.replace(/part-\d+/, 'part-9'));

/** What can be changed about an address. Each should be refused, and each was let in somewhere once. */
export const tricks: readonly Trick[] = [
  { what: 'a neighbour’s path', of: (read) => look(at(read.url, (old) => old.replace('shopper-1', 'shopper-2'))) },
  { what: 'a later end', of: (read) => look(put(read.url, 'until', (old) => String(Number(old) + 3_600_000))) },
  { what: 'a digit moved', of: (_, old) => ({ ...write(unused(put(put(old.url, 'until', (end) => `${end}5`), 'maxBytes', (size) => size.slice(1)))), bytes: partBytes / 10 }) },
  { what: 'a path that begins alike', of: (read) => look(at(read.url, (old) => old.replace(/(\d)\/part/, '$10/part'))) },
  { what: 'another action', of: (read) => write(put(read.url, 'actions', () => 'write')) },
  { what: 'a neighbour’s resource', of: (read) => look(at(put(read.url, 'resource', (old) => old.replace('shopper-1', 'shopper-2')), (old) => old.replace('shopper-1', 'shopper-2'))) },
  { what: 'a write with a key to read', of: (read) => write(read.url) },
  { what: 'more bytes', of: (_, old) => ({ ...write(unused(old.url)), bytes: 90 * partBytes }) },
  { what: 'another signing key', of: (read) => look(put(read.url, 'key', () => 'k9')) },
  { what: 'the same write', of: (_, old) => write(old.url) },
];
