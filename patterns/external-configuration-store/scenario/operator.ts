import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process, RequestError } from '../../../simulation/world.ts';
import type { Published, Values } from '../external-configuration-store.ts';
import { nextGateway, quoted } from './settings.ts';
import type { StoreRequest } from './store.ts';
import { everyone, patienceMs, thinksMs } from './sizes.ts';

/** What one operator has planned: at what time, and what. */
interface Task {
  readonly atMs: number;
  readonly what: string;
  readonly run: (desk: Desk, name: string) => Promise<void>;
}
const edits = (label: string, edit: (values: Values) => Values) => (desk: Desk, name: string) => desk.publish(label, name, edit);
const moreAMinute = (values: Values): Values => ({ ...values, limit: Number(values.limit) + 10 });
const nextOffer = (values: Values): Values => ({ ...values, offer: Number(values.offer) + 1 });

const plans: Readonly<Record<string, readonly Task[]>> = {
  release: [
    { atMs: 3_000, what: 'gateway', run: edits(everyone, nextGateway) },
    { atMs: 7_000, what: 'gateway', run: edits(everyone, nextGateway) },
    { atMs: 10_500, what: 'typo', run: edits(everyone, quoted) },
    { atMs: 14_500, what: 'gateway', run: edits(everyone, nextGateway) },
    { atMs: 18_000, what: 'gateway', run: edits(everyone, nextGateway) },
  ],
  'on-call': [
    { atMs: 7_000, what: 'limit', run: edits(everyone, moreAMinute) },
    { atMs: 9_000, what: 'offer', run: edits('north', nextOffer) },
    { atMs: 13_000, what: 'repair', run: (desk, name) => desk.repair(name) },
    { atMs: 15_500, what: 'mistake', run: (desk, name) => desk.rollback('north', 3, name) },
    { atMs: 17_000, what: 'offer', run: edits('south', nextOffer) },
    { atMs: 21_000, what: 'audit', run: (desk) => desk.audit() },
  ],
};

/** Reads, thinks, and publishes with the revision that was read. After a conflict it reads again and decides anew. */
class Desk {
  private readonly env: Env;
  private readonly show: (state: string) => void;
  constructor(env: Env, show: (state: string) => void) {
    this.env = env;
    this.show = show;
  }
  private async ask(request: StoreRequest): Promise<Json> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.env.request('store', request as unknown as Json, { timeoutMs: patienceMs });
      } catch (error) {
        // Whether it was done nobody knows, so the same change is asked for again, by the same name.
        if (!['timeout', 'refused', 'reset', 'failed'].includes((error as RequestError).code) || tries === 12) throw error;
        await this.env.sleep(600);
      }
    }
  }
  private async head(label: string): Promise<Published> {
    const head = (await this.ask({ do: 'head', label })) as unknown as Published;
    const [least, most] = thinksMs;
    await this.env.sleep(least + this.env.random() * (most - least));
    return head;
  }
  private async change(label: string, name: string, request: (head: Published, id: string) => StoreRequest): Promise<void> {
    for (let decision = 1; decision <= 5; decision += 1) {
      const head = await this.head(label);
      try {
        const revision = (await this.ask(request(head, `${this.env.id}/${name}/${decision}`))) as number;
        this.env.report('operator.published', { label, revision, by: this.env.id });
        return this.show(`published ${revision}`);
      } catch (error) {
        const { code } = error as RequestError;
        this.env.report('operator.refused', { label, name, code });
        this.show(code === 'REVISION_CONFLICT' ? 'was too late' : code === 'INVALID_CONFIGURATION' ? 'was refused' : 'no such revision');
        if (code !== 'REVISION_CONFLICT') return;
      }
    }
  }
  publish(label: string, name: string, edit: (values: Values) => Values): Promise<void> {
    return this.change(label, name, (head, id) => ({ do: 'publish', label, values: edit(head.values), change: { expected: head.revision, by: this.env.id, id, note: name } }));
  }
  rollback(label: string, to: number, name: string): Promise<void> {
    return this.change(label, name, (head, id) => ({ do: 'rollback', label, to, change: { expected: head.revision, by: this.env.id, id, note: name } }));
  }
  /** Where the newest revision is the one with the quoted number, brings back the one before it. */
  async repair(name: string): Promise<void> {
    const audit = (await this.ask({ do: 'audit', label: everyone })) as unknown as readonly { readonly revision: number; readonly note: string }[];
    const last = audit.at(-1)!;
    if (last.note.startsWith('typo')) await this.rollback(everyone, audit.at(-2)!.revision, name);
  }
  async audit(): Promise<void> {
    const audit = (await this.ask({ do: 'audit', label: everyone })) as unknown as readonly { readonly revision: number; readonly by: string }[];
    this.env.report('operator.audited', { label: everyone, entries: audit.map(({ revision, by }) => `${revision} by ${by}`).join(', ') });
    this.show(`read ${audit.length} entries`);
  }
}

/** One of two who change settings, by a plan. */
export function operator(env: Env): Process {
  const show = (did: string) => env.show(env.id, { did });
  show('nothing yet');
  const desk = new Desk(env, show);
  for (const [index, { atMs, what, run }] of plans[env.id]!.entries()) {
    env.clock.setTimeout(() => void run(desk, `${what} ${index + 1}`).catch(() => show('gave up')), atMs - env.clock.now());
  }
  return {};
}
