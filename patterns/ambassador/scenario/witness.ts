import { inWords } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { ambassadorIds, pods, shardIds } from './sizes.ts';

export type Handlers = { readonly [kind: string]: (row: TraceRow) => void };

const isAmbassador = (node: string) => ambassadorIds.includes(node);
const lives = ['up', 'slow', 'failing', 'stopping'];

/** Calls `died` when the process of an ambassador ends, and with it all that it knew. */
export const whenAmbassadorDies = (died: (row: TraceRow) => void) => (row: TraceRow): void => {
  const { state } = row.data;
  if (isAmbassador(row.node) && (state === 'down' || state === 'exited' || state === 'restarting')) died(row);
};

/** Whom a fault of a target troubles: a shard, on whichever way to it, or a pod; undefined for what no read of a cart on a shard needs. */
function troubledBy(target: string): string | undefined {
  const at = target.includes('>') && isAmbassador(target.split('>')[0]!) ? target.split('>')[1]! : target;
  if (shardIds.includes(at)) return at;
  return pods.find(({ id, ambassador }) => at === id || at === ambassador)?.id;
}

/** Knows since when at most one shard has been in trouble, and always the same one. */
export class Trouble {
  private readonly causes = new Map<string, Set<string>>();
  private lastShard = '';
  private since = 0;
  private readonly podSince = new Map<string, number>();

  /** Since when, in µs, nothing but one shard can have troubled the calls of an ambassador. Infinity: more does now. */
  quietSince(ambassador: string): number {
    const { id } = pods.find((pod) => pod.ambassador === ambassador)!;
    if (this.shards().length > 1 || this.isTroubled(id)) return Infinity;
    return Math.max(this.since, this.podSince.get(id) ?? 0);
  }
  shards(): readonly string[] {
    return shardIds.filter((id) => this.isTroubled(id));
  }

  readonly handlers: Handlers = {
    'fault.applied': (row) => this.note(row, inWords(row.data.target), inWords(row.data.kind), !['restart', 'stop', 'evict'].includes(inWords(row.data.kind))),
    'fault.lifted': (row) => this.note(row, inWords(row.data.target), inWords(row.data.kind), false),
    'node.state': (row) => this.note(row, row.node, 'its state', !lives.includes(inWords(row.data.state))),
  };

  private isTroubled(id: string): boolean {
    return (this.causes.get(id)?.size ?? 0) > 0;
  }
  private note({ at }: TraceRow, target: string, why: string, isOn: boolean): void {
    const id = troubledBy(target);
    if (id === undefined) return;
    const own = this.causes.get(id) ?? new Set<string>();
    this.causes.set(id, own);
    if (isOn) own.add(`${target} ${why}`);
    else own.delete(`${target} ${why}`);
    if (!shardIds.includes(id)) return void this.podSince.set(id, at);
    const [first, ...others] = this.shards();
    if (others.length === 0 && (first === undefined || first === this.lastShard)) return;
    this.lastShard = others.length > 0 ? '' : first!;
    this.since = at;
  }
}
