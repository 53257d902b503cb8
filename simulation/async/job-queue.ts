import { bounds } from '../bounds.ts';
import type { Reaction } from './reaction.ts';

/** First in, first out, in a ring whose size is a power of two. A bounded one: where it is full it calls `isFull`, which throws. */
export class JobQueue {
  private ring: (Reaction | undefined)[] = Array.from({ length: 256 }, () => undefined);
  private mask = 255;
  private head = 0;
  private count = 0;
  private readonly isFull: () => never;

  constructor(isFull: () => never) {
    this.isFull = isFull;
  }

  push(job: Reaction): void {
    if (this.count > this.mask) this.grow();
    this.ring[(this.head + this.count) & this.mask] = job;
    this.count += 1;
  }

  shift(): Reaction | undefined {
    if (this.count === 0) return undefined;
    const job = this.ring[this.head];
    this.ring[this.head] = undefined;
    this.head = (this.head + 1) & this.mask;
    this.count -= 1;
    return job;
  }

  private grow(): void {
    const { ring, head } = this;
    const size = ring.length;
    if (size >= bounds.jobs) this.isFull();
    const larger: (Reaction | undefined)[] = Array.from({ length: size * 2 }, () => undefined);
    for (let index = 0; index < size; index += 1) larger[index] = ring[(head + index) & this.mask];
    this.ring = larger;
    this.mask = size * 2 - 1;
    this.head = 0;
  }
}
