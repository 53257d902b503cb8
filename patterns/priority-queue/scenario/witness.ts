import type { TraceRow } from '../../../simulation/trace.ts';
import { kindOf, senders, topPriority, type Kind } from './sizes.ts';

/** A mail as it was seen from outside. Times are in virtual µs. */
export interface SeenMail {
  readonly mail: string;
  readonly kind: Kind['id'];
  readonly cost: number;
  /** In the order in which mail took them in. */
  readonly number: number;
  readonly since: number;
  priority: number;
  state: 'waiting' | 'out' | 'gone';
  /** The sender that has it. */
  with: string;
}

interface Listener {
  /** It was taken in, and waits. */
  queued?(mail: SeenMail, row: TraceRow): void;
  refused?(priority: number, row: TraceRow): void;
  /** It is about to be dropped; it still waits. */
  drops?(mail: SeenMail, row: TraceRow): void;
  /** It is about to be given to a sender; it still waits. */
  hands?(mail: SeenMail, row: TraceRow): void;
  /** A sender was given what does not wait. */
  handsWrongly?(mail: SeenMail | undefined, row: TraceRow): void;
  begun?(mail: SeenMail, row: TraceRow): void;
  returned?(mail: SeenMail, row: TraceRow): void;
  raised?(mail: SeenMail, row: TraceRow): void;
  /** It does not wait any more, and no sender has it: taken back, dropped or sent. */
  gone?(mail: SeenMail, row: TraceRow): void;
  books?(row: TraceRow): void;
  /** A fault began, or the last one is over. */
  struck?(row: TraceRow): void;
  /** A node works so many times as long as it would. */
  slowed?(factor: number): void;
  over?(row: TraceRow): void;
  /** Anything has changed. */
  changed?(row: TraceRow): void;
}

/** What waits and what is out, by what mail and the senders did. */
export class Seen {
  /** For each class what waits, the oldest first. */
  readonly waiting: SeenMail[][] = Array.from({ length: topPriority + 1 }, () => []);
  readonly out = new Map(senders.map((id): [string, Set<SeenMail>] => [id, new Set()]));
  /** What waits and is out, by class. */
  readonly held: number[] = this.waiting.map(() => 0);

  get waitingCount(): number {
    return this.waiting.reduce((sum, { length }) => sum + length, 0);
  }
  get heldCount(): number {
    return this.held.reduce((sum, count) => sum + count, 0);
  }
  /** Its place is before all of its class that came after it. */
  join(mail: SeenMail): void {
    const line = this.waiting[mail.priority]!;
    let place = line.length;
    while (place > 0 && line[place - 1]!.number > mail.number) place -= 1;
    line.splice(place, 0, mail);
    mail.state = 'waiting';
  }
  leave(mail: SeenMail): void {
    const line = this.waiting[mail.priority]!;
    line.splice(line.indexOf(mail), 1);
  }
}

/** Watches mail and its senders and tells what happens, as the handlers of a promise. */
export function watchMail(listen: (seen: Seen) => Listener): { readonly [kind: string]: (row: TraceRow) => void } {
  const seen = new Seen();
  const listener = listen(seen);
  const mails = new Map<unknown, SeenMail>();
  const of = ({ data }: TraceRow) => mails.get(data.mail);
  let count = 0;
  const goes = (row: TraceRow, mail: SeenMail) => {
    seen.held[mail.priority]! -= 1;
    mail.state = 'gone';
    listener.gone?.(mail, row);
    listener.changed?.(row);
  };
  const leaves = (row: TraceRow) => {
    const mail = of(row);
    if (mail?.state !== 'waiting') return;
    if (row.kind === 'mail.dropped') listener.drops?.(mail, row);
    seen.leave(mail);
    goes(row, mail);
  };
  return {
    'mail.queued': (row) => {
      const { mail: name, kind, priority } = row.data as unknown as SeenMail;
      count += 1;
      const mail: SeenMail = { mail: name, kind, cost: kindOf(kind).cost, number: count, since: row.at, priority, state: 'waiting', with: '' };
      mails.set(name, mail);
      seen.join(mail);
      seen.held[priority]! += 1;
      listener.queued?.(mail, row);
      listener.changed?.(row);
    },
    'mail.refused': (row) => listener.refused?.(row.data.priority as number, row),
    'mail.handed': (row) => {
      const mail = of(row);
      if (mail?.state !== 'waiting') return listener.handsWrongly?.(mail, row);
      listener.hands?.(mail, row);
      seen.leave(mail);
      mail.state = 'out';
      mail.with = row.data.to as string;
      seen.out.get(mail.with)!.add(mail);
      listener.changed?.(row);
    },
    'mail.begun': (row) => {
      const mail = of(row);
      if (mail !== undefined) listener.begun?.(mail, row);
    },
    'mail.returned': (row) => {
      const mail = of(row);
      if (mail?.state !== 'out') return;
      seen.out.get(mail.with)!.delete(mail);
      seen.join(mail);
      listener.returned?.(mail, row);
      listener.changed?.(row);
    },
    'mail.done': (row) => {
      const mail = of(row);
      if (mail?.state !== 'out') return;
      seen.out.get(mail.with)!.delete(mail);
      goes(row, mail);
    },
    'mail.raised': (row) => {
      const mail = of(row);
      if (mail?.state !== 'waiting') return;
      seen.leave(mail);
      seen.held[mail.priority]! -= 1;
      mail.priority = topPriority;
      seen.held[mail.priority]! += 1;
      seen.join(mail);
      listener.raised?.(mail, row);
      listener.changed?.(row);
    },
    'mail.withdrawn': leaves,
    'mail.dropped': leaves,
    'mail.books': (row) => listener.books?.(row),
    'fault.applied': (row) => listener.struck?.(row),
    'node.state': ({ data }) => listener.slowed?.(data.factor as number),
    'faults.over': (row) => listener.over?.(row),
  };
}
