import { hitsShown } from './sizes.ts';

/** A type and not an interface, so that it counts as plain data. */
export type Hit = { readonly product: number; readonly score: number };
/** What a shard holds for a word, and what all of them do together. */
export type Found = { readonly count: number; readonly top: readonly Hit[] };

export const nothing: Found = { count: 0, top: [] };
export const words: readonly string[] = ['shoes', 'lamp', 'kettle', 'jacket', 'tent', 'chair', 'watch', 'guitar'];
const productsInAll = 600;

/** How well a product fits a word: 0 for two of three, who do not fit at all. */
function scoreOf(product: number, word: number): number {
  const mixed = Math.imul(product * 31 + word * 7_919 + 17, 2_654_435_761) >>> 0;
  return (mixed >>> 4) % 3 === 0 ? (mixed >>> 8) % 10_000 : 0;
}
const better = (one: Hit, other: Hit): number => other.score - one.score || one.product - other.product;

/** Products of one shard of so many that fit a word; of one shard of one, all of them: what a single node would answer. */
export function search(word: string, shard = 1, shards = 1): Found {
  const hits: Hit[] = [];
  for (let product = shard; product <= productsInAll; product += shards) {
    const score = scoreOf(product, words.indexOf(word));
    if (score > 0) hits.push({ product, score });
  }
  return { count: hits.length, top: hits.sort(better).slice(0, hitsShown) };
}

export const together = (one: Found, other: Found): Found => ({ count: one.count + other.count, top: [...one.top, ...other.top].sort(better).slice(0, hitsShown) });
