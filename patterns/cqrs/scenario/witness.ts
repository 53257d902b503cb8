import type { TraceRow } from '../../../simulation/trace.ts';

/** An event as it was committed on the disk of orders. */
export interface Committed {
  readonly position: number;
  readonly version: number;
  readonly stream: string;
  readonly type: string;
  readonly item: string;
  readonly count: number | null;
  readonly order: number | null;
  readonly command: string | null;
}
/** A view as it was committed on its disk. */
export interface CommittedView {
  readonly view: string;
  readonly position: number;
  readonly says: string;
  /** The first and the last of the events that were applied for it; null for none. */
  readonly first: number | null;
  readonly last: number | null;
  /** It was made anew from the first event. */
  readonly isNew: boolean;
}
export const committed = ({ data }: TraceRow) => data as unknown as Committed;
export const committedView = ({ data }: TraceRow) => data as unknown as CommittedView;

export const viewNames: Readonly<Record<string, string>> = { 'order-list': 'The order list', stock: 'The stock view' };

/** Who answers queries, within a sentence. */
export const placeNames: Readonly<Record<string, string>> = { 'order-list': 'the order list', stock: 'the stock view', orders: 'orders' };

/** What the events up to a position make of each view, reckoned from the events alone. */
export class Fold {
  private readonly log: Committed[] = [];
  private readonly counters = { 'order-list': new Orders(), stock: new Stock() };

  add(event: Committed): void {
    this.log.push(event);
  }

  says(view: string, position: number): string {
    const counter = this.counters[view as 'stock'];
    if (counter.position > position) counter.clear();
    for (const event of this.log.slice(counter.position, position)) counter.add(event);
    counter.position = position;
    return counter.says();
  }
}

class Orders {
  position = 0;
  private readonly status = new Map<number | null, string>();
  private count = 0;
  clear(): void {
    this.position = this.count = 0;
    this.status.clear();
  }
  add({ type, order }: Committed): void {
    if (type === 'stocked') return;
    if (type === 'ordered') this.count += 1;
    this.status.set(order, type);
  }
  says(): string {
    const of = (status: string) => [...this.status.values()].filter((one) => one === status).length;
    return `${this.count} orders (${of('ordered')} open, ${of('shipped')} sent, ${of('cancelled')} cancelled)`;
  }
}
class Stock {
  position = 0;
  private readonly left = new Map<string, number>();
  clear(): void {
    this.position = 0;
    this.left.clear();
  }
  add({ type, item, count }: Committed): void {
    const change = { stocked: count ?? 0, ordered: -1, cancelled: 1 }[type];
    if (change !== undefined) this.left.set(item, (this.left.get(item) ?? 0) + change);
  }
  says(): string {
    return [...this.left].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([item, left]) => `${item} ${left}`).join(', ') || 'nothing';
  }
}
