import { Refusal } from '../../../simulation/scenario.ts';
import type { Json, JsonObject } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { Revision, RevisionLog } from '../../external-configuration-store/external-configuration-store.ts';
import type { Rollout, RolloutEvent, Verdict } from '../runtime-reconfiguration.rollout.ts';
import { atFirst, gatewayIds, stageTimeoutMs, storeMs, watchMs, type Document, type Numbered, type Values } from './sizes.ts';
import type { Code, Setup } from './world.ts';

const label = 'payments';
export type Wanted =
  | { readonly do: 'change'; readonly patch: Partial<Values>; readonly says: string; readonly id: string }
  | { readonly do: 'fetch'; readonly known: number }
  | { readonly do: 'watch'; readonly after: number };
/** What a gateway says of itself: the newest revision that it has seen, and what it has found about changes that it watched. */
export type Status = { readonly seen: number; readonly verdicts: Readonly<Record<string, Verdict>> };

/** Keeps the settings, in the catalog's own store on its disk, and rolls changes out. It takes any values: whether they will do each gateway judges. */
export function settings(env: Env, code: Code, { knobs, control }: Setup): Process {
  const log = onDisk(env);
  const store = new code['external-configuration-store'].ConfigStore({ log, clock: env.clock, wallNow: env.wallNow });
  const isPushed = knobs.arrives === 'push';
  const canary = control ? 100 : (knobs.canary as number);
  let newest: Numbered | undefined;
  let rollout: Rollout | undefined;
  const lines: { text: string; mark: string }[] = [];
  const seen = new Map<string, number>();
  const show = () => {
    const isRolling = newest !== undefined && newest.next !== null;
    const have = newest === undefined ? 0 : gatewayIds.filter((id) => (seen.get(id) ?? 0) >= newest!.revision).length;
    env.show('settings', { state: isRolling ? 'rolling' : rollout?.state === 'reverted' ? 'reverted' : 'steady', revision: newest?.revision ?? 0, have, lines: lines.slice(-4) });
  };
  const push = (to: string) => {
    if (isPushed && newest !== undefined) env.send(to, newest, { urgent: true });
  };
  const published = (document: Document, revision: number, says: string, mark: string) => {
    newest = { ...document, revision };
    lines.push({ text: `${revision}  ${says}`, mark });
    env.report('settings.published', { ...newest, says });
    show();
    gatewayIds.forEach(push);
  };
  const publish = async (document: Document, id: string, says: string, mark: string) => {
    const { revision } = await store.publish(label, document, { expected: newest?.revision ?? 0, by: 'operators', id });
    if (revision > (newest?.revision ?? 0)) published(document, revision, says, mark);
  };

  const roll = (stable: Values, next: Values, change: string, stage: number, says: string) => {
    const { Rollout: Rolling } = code['runtime-reconfiguration.rollout'];
    const told = ({ kind, stage: at, percent, reason }: RolloutEvent) => {
      if (kind === 'stage') void publish({ stable, next, change, percent, stage: at }, `${change}, stage ${at}`, `${says}: ${stagesOf(canary)[at]} %`, 'r');
      else {
        env.report(`rollout.${kind}`, { change, reason });
        void publish({ stable: kind === 'kept' ? next : stable, next: null, change: '', percent: 0, stage: 0 }, `${change}, ${kind}`, kind === 'kept' ? `${says}: kept` : `${says}: back`, kind === 'kept' ? 's' : 'x');
      }
    };
    rollout = new Rolling({ flag: change, keys: gatewayIds, stages: stagesOf(canary), stage, stageTimeoutMs, onEvent: told, clock: env.clock });
    rollout.begin();
  };
  const change = async ({ patch, says, id }: Wanted & { readonly do: 'change' }) => {
    if ((await log.find(label, `${id}, stage 0`)) !== undefined) return; // its answer was lost
    if (newest!.next !== null) throw new Refusal('busy', 'Another change is being rolled out.');
    const next = { ...newest!.stable, ...patch };
    if (canary < 100) return roll(newest!.stable, next, id, 0, says);
    await publish({ ...newest!, stable: next, next: null }, id, says, 's');
  };

  const ready = (async () => {
    const found = await store.read(label).catch(() => undefined);
    if (found === undefined || found === 'not-modified') await publish({ stable: atFirst, next: null, change: '', percent: 0, stage: 0 }, 'the first', 'as it was', 's');
    else {
      newest = { ...(found.values as Document), revision: found.revision };
      if (newest.next !== null) roll(newest.stable, newest.next, newest.change, newest.stage, 'goes on');
    }
    show();
  })();

  return {
    handle: async ({ body }): Promise<Json> => {
      const wanted = body as Wanted;
      await ready;
      await env.work(storeMs);
      if (wanted.do === 'change') {
        await change(wanted);
        return null;
      }
      if (wanted.do === 'watch') return ((await store.watch(label, wanted.after, { waitMs: watchMs })) ?? null) as Json;
      return (await store.read(label, wanted.known)) as unknown as Json;
    },
    receive: ({ from, body }) => {
      const { seen: revision, verdicts } = body as Status;
      seen.set(from, revision);
      show();
      if (newest !== undefined && revision < newest.revision) push(from);
      const verdict = verdicts[newest?.change ?? ''];
      if (verdict !== undefined) rollout?.heard(from, verdict);
    },
  };
}

const stagesOf = (canary: number): readonly number[] => [...new Set([canary, Math.max(canary, 50), 100])];

/** The log of the store as a table on a disk, whose commits are atomic. What a label is at and what an id led to have their own entries. */
function onDisk({ disk }: Env): RevisionLog {
  const number = (key: string) => (disk.get(key) as number | undefined) ?? 0;
  const at = (revision: number) => disk.get(`revision ${revision}`) as Revision | undefined;
  return {
    newest: async () => number('newest'),
    head: async (label) => at(number(`head of ${label}`)),
    get: async (revision) => at(revision),
    find: async (label, id) => at(number(`${label}: ${id}`)),
    history: async (label) => Array.from({ length: number('newest') }, (_, place) => at(place + 1)!).filter((revision) => revision.label === label),
    append: async (revision) => {
      const { revision: own, label, id } = revision;
      if (own !== number('newest') + 1) return false;
      disk.commit({ [`revision ${own}`]: revision as unknown as JsonObject, newest: own, [`head of ${label}`]: own, [`${label}: ${id}`]: own });
      return true;
    },
    forget: async () => undefined,
  };
}
