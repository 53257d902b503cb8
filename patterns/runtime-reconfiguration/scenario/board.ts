import type { Env } from '../../../simulation/world.ts';
import type { Fitted } from './parts.ts';

type Note = 'offered' | 'preparing' | 'applied' | 'joined' | 'unchanged' | 'refused' | 'baking' | 'bad' | 'kept';

/** What was wrong with the last change, until the next one. */
const whys: Readonly<Record<string, string>> = { component: 'a part refused', stale: 'older refused', invalid: 'invalid refused' };

/** What the card of a gateway shows: what its parts are set to, and which version each charge that runs began with. */
export function board(env: Env, fitted: Fitted) {
  const flight = new Map<number, number>();
  let charges = 0;
  let version = 1;
  let runs = 0;
  let [isPreparing, isBaking, isHeld, isReverting] = [false, false, false, false];
  let why = '';
  const state = () => {
    if (isReverting) return 'reverting';
    if (isPreparing) return 'preparing';
    if (isBaking) return 'baking';
    if (why !== '') return 'refused';
    if ([...flight.values()].some((began) => began < version)) return 'draining';
    return isHeld ? 'held' : 'steady';
  };
  const show = () => {
    const marks = [...flight.values()].map((began) => (began < version ? 'o' : 'n')).join('');
    const { connection, fuse, pool } = fitted;
    env.show(env.id, { state: state(), runs, why, url: connection.url.replace('provider-', ''), pool: pool.limit, fuse: fuse.breaker.state, failures: fuse.failures, flight: marks, queued: pool.queued });
  };
  return {
    show,
    /** A charge runs, with the version that it began with. */
    enter: (began: number) => {
      const charge = (charges += 1);
      version = Math.max(version, began);
      flight.set(charge, began);
      show();
      return () => void flight.delete(charge);
    },
    /** The revision whose values are in force. */
    runs: (revision: number) => {
      runs = revision;
      show();
    },
    note: (kind: Note, reason?: string) => {
      if (kind === 'offered' || kind === 'joined') return;
      if (kind === 'applied') [version, isBaking, isReverting, isHeld] = [version + 1, false, false, false];
      isPreparing = kind === 'preparing';
      if (kind === 'baking') isBaking = true;
      if (kind === 'kept') isBaking = false;
      if (kind === 'bad') [isBaking, isReverting] = [false, true];
      why = kind === 'refused' ? (whys[reason ?? ''] ?? '') : '';
      if (reason === 'restart') isHeld = true;
      show();
    },
  };
}
