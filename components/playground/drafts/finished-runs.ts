import type { Edits } from '@/simulation/edits/edits.ts';
import { sha256 } from './sha-256.ts';

/** So many of a pattern's texts are remembered. */
const digestsMax = 20;

/** Which texts this browser ran to their end, by digest: these may run again unasked, even out of a link. Never throws. */
export class FinishedRuns {
  private readonly storage: () => Storage;

  constructor(storage: () => Storage) {
    this.storage = storage;
  }

  has(slug: string, edits: Edits): boolean {
    const digests = this.digests(slug);
    return digests.length > 0 && digests.includes(digestOf(edits));
  }

  add(slug: string, edits: Edits): void {
    const digest = digestOf(edits);
    this.keep(slug, [digest, ...this.digests(slug).filter((each) => each !== digest)].slice(0, digestsMax));
  }

  remove(slug: string, edits: Edits): void {
    const digests = this.digests(slug);
    const rest = digests.length === 0 ? digests : digests.filter((each) => each !== digestOf(edits));
    if (rest.length < digests.length) this.keep(slug, rest);
  }

  private digests(slug: string): readonly string[] {
    try {
      return (this.storage().getItem(ranKey(slug)) ?? '').split(' ').filter((digest) => /^[0-9a-f]{64}$/.test(digest)).slice(0, digestsMax);
    } catch {
      return [];
    }
  }

  private keep(slug: string, digests: readonly string[]): void {
    try {
      this.storage().setItem(ranKey(slug), digests.join(' '));
    } catch {
      // Then the reader is asked once more.
    }
  }
}

const ranKey = (slug: string) => `breakable.ran.1.${slug}`;

const digestOf = (edits: Edits): string => sha256(JSON.stringify(Object.entries(edits).sort(([one], [other]) => (one < other ? -1 : 1))));

/** The page's own. */
export const finishedRuns = new FinishedRuns(() => localStorage);
