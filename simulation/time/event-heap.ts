/** Something that will happen at a virtual time, unless it is cancelled before. */
export interface HeapEvent {
  /** Virtual microseconds, an integer. Changed only while the event is outside the heap. */
  at: number;
  /** The order in which events were scheduled; equal times happen in this order. */
  sequence: number;
  cancelled: boolean;
}

const isBefore = (a: HeapEvent, b: HeapEvent) => a.at < b.at || (a.at === b.at && a.sequence < b.sequence);

/** A binary heap ordered by (time, sequence): the one queue of the simulation. */
export class EventHeap<E extends HeapEvent> {
  private events: E[] = [];
  private countsAgainAt = 0;

  /**
   * Whether at least `limit` events wait, the cancelled ones not counted. They are counted only when the heap may be full and has grown
   * to twice of what waited last, so that asking costs next to nothing; it may say so late, by as much again.
   */
  isFull(limit: number): boolean {
    if (this.events.length < Math.max(limit, this.countsAgainAt)) return false;
    // In any order that a heap allows; that of the whole list is one.
    this.events = this.events.filter(({ cancelled }) => !cancelled).sort((a, b) => (isBefore(a, b) ? -1 : 1));
    this.countsAgainAt = this.events.length * 2;
    return this.events.length >= limit;
  }

  push(event: E): void {
    const { events } = this;
    let index = events.length;
    events.push(event);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = events[parent]!;
      if (isBefore(above, event)) break;
      events[index] = above;
      index = parent;
    }
    events[index] = event;
  }

  /** The earliest event that was not cancelled. */
  peek(): E | undefined {
    for (;;) {
      const first = this.events[0];
      if (first === undefined || !first.cancelled) return first;
      this.removeFirst();
    }
  }

  /** Takes the earliest event that was not cancelled. */
  pop(): E | undefined {
    const first = this.peek();
    if (first !== undefined) this.removeFirst();
    return first;
  }

  private removeFirst(): void {
    const { events } = this;
    const moved = events.pop()!;
    const size = events.length;
    if (size === 0) return;
    let index = 0;
    for (;;) {
      let child = index * 2 + 1;
      if (child >= size) break;
      if (child + 1 < size && isBefore(events[child + 1]!, events[child]!)) child += 1;
      const below = events[child]!;
      if (isBefore(moved, below)) break;
      events[index] = below;
      index = child;
    }
    events[index] = moved;
  }
}
