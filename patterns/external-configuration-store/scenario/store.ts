import { Refusal } from '../../../simulation/scenario.ts';
import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { Change, ConfigStore, Revision, RevisionLog, Values } from '../external-configuration-store.ts';
import { contentOf, first, problemsOf } from './settings.ts';
import { compactAtMs, holdMs, lagMs, revisionsKept, storeMs } from './sizes.ts';
import type { Code, Setup } from './world.ts';

export type StoreRequest =
  | { readonly do: 'head' | 'audit'; readonly label: string }
  | { readonly do: 'read'; readonly label: string; readonly known: number | null }
  | { readonly do: 'watch'; readonly label: string; readonly after: number }
  | { readonly do: 'publish'; readonly label: string; readonly values: Values; readonly change: Change }
  | { readonly do: 'rollback'; readonly label: string; readonly to: number; readonly change: Change };

/** A log on the node's disk. A copy sees of it what is old enough. */
function diskLog(env: Env, log: { rows: readonly Revision[] }, sees: (revision: Revision) => boolean, appended: (revision: Revision) => void): RevisionLog {
  const all = () => log.rows;
  const rows = () => all().filter(sees);
  const write = (all: readonly Revision[]) => {
    log.rows = all.map((row) => ({ ...row, restores: row.restores ?? null, values: row.values ?? null }) as unknown as Revision);
    env.disk.commit({ log: log.rows as unknown as Json });
  };
  const found = (row: Revision | undefined): Revision | undefined => row && { ...row, values: row.values ?? undefined };
  return {
    newest: async () => rows().at(-1)?.revision ?? 0,
    head: async (label) => found(rows().findLast((row) => row.label === label)),
    get: async (revision) => found(rows().find((row) => row.revision === revision)),
    find: async (label, id) => found(rows().find((row) => row.label === label && row.id === id)),
    history: async (label) => rows().filter((row) => row.label === label).map((row) => found(row)!),
    append: async (revision) => {
      if (all().some((row) => row.revision === revision.revision)) return false;
      write([...all(), revision]);
      appended(revision);
      return true;
    },
    forget: async (revisions) => write(all().map((row) => (revisions.includes(row.revision) ? { ...row, values: undefined } : row))),
  };
}

/** The store of settings and its copy, which is a little behind. Reads and watches come to either. */
export function store(env: Env, code: Code, { knobs, fleet }: Setup): Process {
  const { ConfigStore } = code['external-configuration-store'];
  if (env.disk.get('log') === undefined) env.disk.commit({ log: first.map(([label, values], index) => ({ revision: index + 1, label, values, replaces: 0, restores: null, by: 'the first deployment', note: '', at: 0, id: `first/${label}` })) as unknown as Json });
  const young = new Set<number>();
  let recent: number[] = [];
  let refused = 0;
  const kept = { rows: env.disk.get('log') as unknown as readonly Revision[] };
  const rows = () => kept.rows;
  const show = () => {
    const newest = rows().at(-1)!;
    const copied = rows().findLast(({ revision }) => !young.has(revision));
    env.show('store/log', { state: 'up', revision: newest.revision, by: newest.by, refused, entries: rows().length, copied: rows().length - young.size, gone: rows().findIndex(({ values }) => values !== null) });
    env.show('store/copy', { revision: copied?.revision ?? 0, behind: young.size > 0 ? 'behind' : 'level' });
  };
  const options = { validate: knobs.validation === 'both' || knobs.validation === 'store' ? problemsOf : () => [], clock: env.clock, wallNow: env.wallNow };
  const appended = (row: Revision) => {
    fleet.publishedAt.set(row.revision, env.clock.now());
    const { revision, label, by, replaces, values = {} } = row;
    env.report('store.published', { revision, label, by, replaces, restores: row.restores ?? 0, content: contentOf(values, label), isValid: problemsOf(values, label).length === 0 });
    young.add(revision);
    env.clock.setTimeout(() => {
      young.delete(revision);
      copy.arrived(label);
      show();
    }, lagMs);
    show();
  };
  const log = new ConfigStore({ ...options, log: diskLog(env, kept, () => true, appended) });
  const copy = new ConfigStore({ ...options, log: diskLog(env, kept, ({ revision }) => !young.has(revision), () => undefined) });
  const compact = async (): Promise<void> => {
    for (const [label] of first) env.report('store.compacted', { label, count: await log.compact(label, revisionsKept) });
    show();
  };
  for (const at of compactAtMs) if (env.clock.now() < at) env.clock.setTimeout(() => void compact(), at - env.clock.now());
  show();

  /** A limit for readers: as many requests in any second as the knob says. */
  const letIn = (from: string) => {
    const now = env.clock.now();
    recent = [...recent.filter((at) => now - at < 1_000), now];
    if (recent.length <= (knobs.limit as number)) return;
    recent.pop();
    refused += 1;
    env.report('store.busy', { to: from });
    show();
    throw new Refusal('TOO_MANY_REQUESTS');
  };
  /** Answers from the log or from its copy, whichever the reader happens to come to. */
  const answer = async (from: string, request: StoreRequest & { readonly do: 'read' | 'watch' }): Promise<Json> => {
    letIn(from);
    const source: ConfigStore = env.random() < 0.5 ? log : copy;
    const { label } = request;
    try {
      const said = request.do === 'read' ? await source.read(label, request.known ?? undefined) : await source.watch(label, request.after, { waitMs: holdMs });
      env.report('store.told', { to: from, label, from: source === log ? 'log' : 'copy', what: said === 'not-modified' || said === undefined ? 'nothing new' : `revision ${said.revision}` });
      return (said ?? null) as Json;
    } catch (error) {
      if ((error as { readonly code?: string }).code === 'COMPACTED') env.report('store.gap', { to: from, label });
      throw error;
    }
  };
  return {
    handle: async ({ from, body }): Promise<Json> => {
      const request = body as unknown as StoreRequest;
      await env.work(storeMs);
      const { label } = request;
      switch (request.do) {
        case 'head':
          return (await log.read(label)) as unknown as Json;
        case 'audit':
          return (await log.audit(label)).map(({ revision, by, note }) => ({ revision, by, note }));
        case 'publish':
          return (await log.publish(label, request.values, request.change)).revision;
        case 'rollback':
          return (await log.rollback(label, request.to, request.change)).revision;
        default:
          return answer(from, request);
      }
    },
  };
}
