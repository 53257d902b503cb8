import type { Json, JsonObject } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { entriesShown, openTold, storeMs, writesShown } from './sizes.ts';
import type { Code, Setup } from './world.ts';

/** What a leader asks of the ledger. `as` is who it is in this life, for the record. */
export type LedgerRequest =
  | { readonly do: 'read'; readonly token: number; readonly as: string }
  | { readonly do: 'pay'; readonly token: number; readonly as: string; readonly share: number; readonly worker: string };

/** What became of a write: paid, refused, or paid a second time. */
const wordOf = { p: 'paid', r: 'refused', '2': 'paid again' } as const;
type Mark = keyof typeof wordOf;

interface Books {
  /** The highest token that has passed. */
  highest: number;
  paid: number;
  refused: number;
  twice: number;
  marks: string;
  /** The last writes, the newest first. */
  writes: readonly { readonly text: string; readonly mark: Mark }[];
}

/** Keeps the shares that are open, and appends payments. It pays what a leader says, as an outside bank would: nothing tells it that a share was paid before. */
export function ledger(env: Env, code: Code, { knobs, control }: Setup): Process {
  const books: Books = { highest: 0, paid: 0, refused: 0, twice: 0, marks: '', writes: [], ...(env.disk.get('books') as JsonObject | undefined) };
  const open = new Set((env.disk.get('open') as readonly number[] | undefined) ?? []);
  const payments = new Set((env.disk.get('payments') as readonly string[] | undefined) ?? []);
  const settled = new Set((env.disk.get('settled') as readonly number[] | undefined) ?? []);
  const fence = new code['leader-election.fence'].Fence(books.highest);
  const isFenced = knobs.fencing === true && !control;
  const keep = (change: Partial<Books>) => {
    Object.assign(books, change);
    env.disk.commit({ books: { ...books }, open: [...open], payments: [...payments], settled: [...settled] });
    const { highest, paid, refused, twice, marks, writes } = books;
    env.show('ledger', { token: highest, open: open.size, paid, refused, twice, marks, writes });
  };
  const marked = (mark: Mark, token: number) => ({
    marks: (books.marks + mark).slice(-entriesShown),
    writes: [{ text: `token ${token}: ${wordOf[mark]}`, mark }, ...books.writes].slice(0, writesShown),
  });
  keep({});

  const read = ({ token, as }: LedgerRequest, from: string): Json => {
    env.report('ledger.read', { token, by: from, as });
    keep({ highest: token });
    return [...open].slice(0, openTold);
  };
  /** The same payment of the same leader, tried again, is one. */
  const pay = ({ token, as, share, worker }: LedgerRequest & { readonly do: 'pay' }, from: string): Json => {
    const payment = `${token}/${as}/${share}`;
    if (payments.has(payment)) return 'paid before';
    payments.add(payment);
    open.delete(share);
    const again = settled.has(share);
    settled.add(share);
    env.report('ledger.paid', { share, token, by: from, as, worker, again });
    keep({ highest: token, paid: books.paid + 1, twice: books.twice + Number(again), ...marked(again ? '2' : 'p', token) });
    return 'paid';
  };
  const act = (request: LedgerRequest, from: string) => (request.do === 'read' ? read(request, from) : pay(request, from));

  return {
    receive: ({ body }) => {
      const { share } = body as { readonly share: number };
      open.add(share);
      env.report('ledger.opened', { share });
      keep({});
    },
    handle: async ({ from, body }) => {
      const request = body as LedgerRequest;
      await env.work(storeMs);
      if (!isFenced) return act(request, from);
      try {
        return fence.pass(request.token, () => act(request, from));
      } catch (error) {
        env.report('ledger.refused', { what: request.do, token: request.token, highest: fence.highest, by: from, share: request.do === 'pay' ? request.share : 0 });
        keep({ refused: books.refused + 1, ...marked('r', request.token) });
        throw error;
      }
    },
  };
}
