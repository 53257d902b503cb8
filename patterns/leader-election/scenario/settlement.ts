import type { Json } from '../../../simulation/trace.ts';
import type { Env } from '../../../simulation/world.ts';
import type { Term } from '../leader-election.ts';
import type { LedgerRequest } from './ledger.ts';
import { lookMs, patienceMs, replicaIds, restMs, sharePatienceMs, signMs } from './sizes.ts';

/** What the leader of the settlement needs to know of its term. */
export type Office = Pick<Term, 'token' | 'signal' | 'check'>;
/** Since when it has been signing what it has signed the longest, on this node's clock. */
export interface Progress {
  readonly signing: Set<{ readonly since: number }>;
}
interface Leading {
  readonly env: Env;
  readonly as: string;
  readonly office: Office;
  readonly progress: Progress;
  /** Works out a share here, as the other replicas do when they are asked. */
  readonly settle: (share: number) => Promise<Json>;
}

/**
 * What the leader does for as long as it leads: it reads what is open, gives each replica one share at a time, watches for it, signs what comes
 * back, and has it paid. It begins nothing once its term is over, and ends when all that it has begun has ended.
 */
export async function lead({ env, as, office, progress, settle }: Leading): Promise<void> {
  const { token, signal } = office;
  const todo: number[] = [];
  const known = new Set<number>();
  let failure: unknown;
  const wake: (() => void)[] = [];
  const wakeAll = () => {
    for (const one of wake.splice(0)) one();
  };
  signal.addEventListener('abort', wakeAll);
  const goesOn = () => !signal.aborted && failure === undefined;
  const ask = (body: LedgerRequest) => env.request('ledger', body, { timeoutMs: patienceMs });
  const isStale = (error: unknown) => (error as { readonly code?: string }).code === 'STALE_TOKEN';
  const rest = (ms: number) => env.sleep(ms, signal).catch(() => undefined);

  const reading = async (): Promise<void> => {
    while (goesOn()) {
      office.check();
      try {
        for (const share of (await ask({ do: 'read', token, as })) as readonly number[]) {
          if (known.has(share)) continue;
          known.add(share);
          todo.push(share);
        }
        wakeAll();
      } catch (error) {
        if (isStale(error)) throw error;
      }
      await rest(lookMs);
    }
  };
  /** Until it is known to be paid, or the term is over. The ledger takes a payment that is tried again for the same one. */
  const pay = async (share: number, worker: string): Promise<void> => {
    for (;;) {
      try {
        await ask({ do: 'pay', token, as, share, worker });
        return;
      } catch (error) {
        if (isStale(error)) throw error;
        await rest(patienceMs);
        office.check();
      }
    }
  };
  const settleWith = async (worker: string, share: number): Promise<void> => {
    office.check();
    env.report('share.handed', { share, to: worker, token });
    try {
      if (worker === env.id) await settle(share);
      else await env.request(worker, { share, token }, { timeoutMs: sharePatienceMs, signal });
    } catch {
      todo.unshift(share);
      wakeAll();
      return rest(restMs);
    }
    office.check();
    env.report('share.signing', { share, token });
    const signature = { since: env.clock.now() };
    progress.signing.add(signature);
    await env.work(signMs);
    progress.signing.delete(signature);
    // One more look at the clock here would make the gap smaller. Nothing here can close it: what is sent now arrives later.
    await pay(share, worker);
  };
  const handing = async (worker: string): Promise<void> => {
    while (goesOn()) {
      const share = todo.shift();
      if (share === undefined) {
        await new Promise<void>((resolve) => void wake.push(resolve));
        continue;
      }
      await settleWith(worker, share);
    }
  };

  /** The first failure ends the term, and what else was begun is waited for. */
  const waitFor = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      failure ??= error;
      wakeAll();
    }
  };
  await Promise.all([reading(), ...replicaIds.map(handing)].map(waitFor));
  if (failure !== undefined) throw failure;
}
