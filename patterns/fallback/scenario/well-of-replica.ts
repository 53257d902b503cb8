import type { Json, TraceRow } from '../../../simulation/trace.ts';

/** What the replica needs of its own to answer web. */
const own: readonly string[] = ['web', 'web>replica', 'replica', 'replica>catalog-copy', 'catalog-copy'];
/** What a fault leaves behind (queues, calls on their way) is over after this, in µs. */
const calmUs = 3_000_000;

/** Follows whether something is at fault behind recommendations while all that the replica needs has been well for a while. */
export function wellOfReplica() {
  const ill = new Set<string>();
  let ownIllUntil = -calmUs;
  const note = (id: string, isIll: boolean, at: number) => {
    if (own.includes(id)) ownIllUntil = at;
    if (isIll) ill.add(id);
    else ill.delete(id);
  };
  return {
    isElsewhere: (at: number) => ill.size > 0 && own.every((id) => !ill.has(id)) && at - ownIllUntil >= calmUs,
    handlers: {
      'node.state': ({ node, at, data }: TraceRow) => note(node, data.state !== 'up' || data.factor !== 1 || data.failRatio !== 0, at),
      'link.state': ({ at, data }: TraceRow) => note(data.link as string, (data.state as Json) !== 'up', at),
    },
  };
}
