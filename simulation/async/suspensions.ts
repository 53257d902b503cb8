import { bounds } from '../bounds.ts';
import type { Cursor } from './cursor.ts';
import type { Owner } from './runtime.ts';
import type { Suspendable } from './suspendable.ts';
import { VirtualPromise } from './virtual-promise.ts';

/** How many async calls that wait for one another are followed to what the last one waits for. */
const linksMax = 100;

/** A suspended `await`: whose, where, and what it waits for, in words. */
export interface WaitingAwait {
  readonly owner: Owner | null;
  readonly file: string;
  readonly line: number;
  readonly waitsFor: string;
}

/** The async calls that stand at an `await`, in the order in which they first stopped. A bounded list: where it is full it calls `isFull`, which throws. */
export class Suspensions {
  private first: Suspendable | undefined = undefined;
  private last: Suspendable | undefined = undefined;
  private count = 0;
  private readonly isFull: () => never;

  constructor(isFull: () => never) {
    this.isFull = isFull;
  }

  add(code: Suspendable): void {
    if (this.count >= bounds.suspended) this.dropDead();
    if (this.count >= bounds.suspended) this.isFull();
    this.count += 1;
    code.listed = true;
    code.before = this.last;
    if (this.last === undefined) this.first = code;
    else this.last.after = code;
    this.last = code;
  }

  remove(code: Suspendable): void {
    if (!code.listed) return;
    this.count -= 1;
    code.listed = false;
    if (code.before === undefined) this.first = code.after;
    else code.before.after = code.after;
    if (code.after === undefined) this.last = code.before;
    else code.after.before = code.before;
    code.before = code.after = undefined;
  }

  /** Those of living processes; of very many the first. */
  told(cursor: Cursor): WaitingAwait[] {
    const codes = new Map<VirtualPromise, Suspendable>();
    for (let code = this.first; code !== undefined; code = code.after) if (code.promise !== undefined) codes.set(code.promise, code);
    const waiting: WaitingAwait[] = [];
    for (let code = this.first; code !== undefined && waiting.length < bounds.suspensionsTold; code = code.after) {
      const { owner, at, reaction } = code;
      if (owner?.alive === false) continue;
      waiting.push({ owner, file: cursor.fileAt(at), line: cursor.lineAt(at), waitsFor: waitsFor(reaction.source, codes) });
    }
    return waiting;
  }

  /** What a crashed process left suspended never goes on. */
  private dropDead(): void {
    let code = this.first;
    while (code !== undefined) {
      const { after } = code;
      if (code.owner?.alive === false) this.remove(code);
      code = after;
    }
  }
}

/** What a promise stands for; of an unfinished async call, what that waits for in its turn. */
function waitsFor(awaited: unknown, codes: ReadonlyMap<VirtualPromise, Suspendable>): string {
  let promise = awaited;
  for (let links = 0; promise instanceof VirtualPromise && links < linksMax; links += 1) {
    if (promise.label !== '') return promise.label;
    promise = codes.get(promise)?.reaction.source;
  }
  return 'a promise';
}
