import { inMs, inWords, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { callTimeoutMs, everyone, labelsOf, lagMs, runningOf, stalestMs, watchTimeoutMs } from './sizes.ts';

/** Ways there and back, and what the store does. */
const tripsMs = 500;
/** A question that was lost is asked again when it has timed out; faults may have left answers on their way. */
const leftOverMs = ({ transport }: Knobs): number => (transport === 'poll' ? callTimeoutMs : watchTimeoutMs) + tripsMs;
/** The copy has it after its lag, an instance asks after a poll; where its last question failed, after one more pause. */
const seenWithinMs = ({ pollMs }: Knobs): number => lagMs + 2 * (pollMs as number) + tripsMs;

/** Of several layers that were read one after the other, the age is that of the first question, and the answer came later. */
const slackUs = 2 * watchTimeoutMs * 1000;

/** What each label says, revision by revision, and what each instance serves of it. */
class Readers {
  private readonly said = new Map<string, { readonly revision: number; readonly content: string }[]>();
  private readonly serves = new Map<string, string>();
  private readonly unsound = new Set<string>();
  published({ data }: TraceRow): void {
    const label = inWords(data.label);
    this.said.set(label, [...(this.said.get(label) ?? []), { revision: data.revision as number, content: inWords(data.content) }]);
    if (data.isValid === true) this.unsound.delete(label);
    else this.unsound.add(label);
  }
  served({ node, data }: TraceRow): void {
    for (const label of labelsOf(node)) this.serves.set(`${node}/${label}`, inWords(label === everyone ? data.everyone : data.ownRegion));
  }
  /** While the newest of a label will not do, nobody can come to what is new: a refresh is of all labels or of none. */
  get areSound(): boolean {
    return this.unsound.size === 0;
  }
  forget(node: string): void {
    for (const label of labelsOf(node)) this.serves.delete(`${node}/${label}`);
  }
  newest(label: string): number {
    return this.said.get(label)?.at(-1)?.revision ?? 0;
  }
  /** Whether what it serves of a label is what that said at a revision, or later. */
  hasSeen(node: string, label: string, revision: number): boolean {
    const content = this.serves.get(`${node}/${label}`);
    return revision === 0 || (this.said.get(label) ?? []).some((one) => one.revision >= revision && one.content === content);
  }
}

/** These must happen within their time. */
export const liveness: readonly ScenarioPromise[] = [
  {
    name: 'converges',
    kind: 'liveness',
    label: 'The fleet comes to what is new',
    meaning: 'Each instance that reaches the store serves what was published within the lag of the copy, a poll, and one more pause where its last question failed.',
    watch: (judge, knobs) => {
      const readers = new Readers();
      const owed = new Map<string, number>();
      const running = new Set<string>();
      let isCalm = true;
      const owe = (row: TraceRow, withinMs: number, nodes: Iterable<string>) => {
        for (const node of nodes) {
          for (const own of labelsOf(node)) {
            const key = `${node}/${own}`;
            const newest = readers.newest(own);
            if (owed.has(key) || readers.hasSeen(node, own, newest)) continue;
            owed.set(key, newest);
            judge.owe(key, withinMs, row, `${node} does not serve revision ${newest} of ${own}, ${inMs(withinMs * 1000)} after it could have read it.`);
          }
        }
      };
      const waive = (node: string) => {
        for (const label of labelsOf(node)) {
          owed.delete(`${node}/${label}`);
          judge.waive(`${node}/${label}`);
        }
      };
      const waiveAll = () => {
        owed.clear();
        judge.waiveAll();
      };
      return {
        'store.published': (row) => {
          readers.published(row);
          if (!readers.areSound) waiveAll();
          else if (isCalm) owe(row, seenWithinMs(knobs), running);
        },
        'shop.started': (row) => {
          running.add(row.node);
          readers.forget(row.node);
          if (isCalm && readers.areSound) owe(row, seenWithinMs(knobs) + leftOverMs(knobs), [row.node]);
        },
        'shop.serves': (row) => {
          readers.served(row);
          for (const label of labelsOf(row.node)) {
            const key = `${row.node}/${label}`;
            if (!owed.has(key) || !readers.hasSeen(row.node, label, owed.get(key)!)) continue;
            owed.delete(key);
            judge.paid(key);
          }
        },
        'node.state': ({ node, data }) => {
          if (data.state !== 'down' || !running.delete(node)) return;
          waive(node);
        },
        'fault.applied': () => {
          isCalm = false;
          waiveAll();
        },
        'faults.over': (row) => {
          isCalm = true;
          if (readers.areSound) owe(row, seenWithinMs(knobs) + leftOverMs(knobs), running);
        },
      };
    },
  },
  {
    name: 'resyncs',
    kind: 'liveness',
    label: 'After a gap all is read anew',
    meaning: 'A watch that cannot go on, because what it would go on from is compacted, misses nothing: the instance reads the whole, and serves what the label says then.',
    watch: (judge, knobs) => {
      const withinMs = seenWithinMs(knobs);
      const readers = new Readers();
      const owed = new Map<string, { readonly node: string; readonly label: string; readonly revision: number }>();
      let isCalm = true;
      const owe = (key: string, row: TraceRow, ms: number) => {
        const { node, label } = owed.get(key)!;
        if (isCalm) judge.owe(key, ms, row, `${node} was told of a gap in ${label}, and ${inMs(ms * 1000)} later it does not serve what is new.`);
      };
      return {
        'store.published': (row) => {
          readers.published(row);
          if (readers.areSound) return;
          owed.clear();
          judge.waiveAll();
        },
        'store.gap': (row) => {
          const [node, label] = [inWords(row.data.to), inWords(row.data.label)];
          const key = `${node}/${label}`;
          if (owed.has(key) || !readers.areSound) return;
          owed.set(key, { node, label, revision: readers.newest(label) });
          owe(key, row, withinMs);
        },
        'shop.serves': (row) => {
          readers.served(row);
          for (const [key, { node, label, revision }] of owed) {
            if (node !== row.node || !readers.hasSeen(node, label, revision)) continue;
            owed.delete(key);
            if (isCalm) judge.paid(key);
            else judge.held();
          }
        },
        'node.state': ({ node, data }) => {
          if (data.state !== 'down') return;
          for (const [key, debt] of owed) {
            if (debt.node !== node) continue;
            owed.delete(key);
            judge.waive(key);
          }
        },
        'fault.applied': () => {
          isCalm = false;
          judge.waiveAll();
        },
        'faults.over': (row) => {
          isCalm = true;
          for (const key of owed.keys()) owe(key, row, withinMs + leftOverMs(knobs));
        },
      };
    },
  },
  {
    name: 'starts',
    kind: 'liveness',
    label: 'It starts without the store',
    meaning: 'An instance has settings to serve within the time of one call after its start, whether the store answers or not, unless those that it last had are too old by then.',
    watch: (judge, knobs) => {
      const withinMs = callTimeoutMs + 500;
      const shops = new Set(runningOf(knobs));
      const toldAt = new Map<string, number>();
      return {
        'store.told': ({ at, data }) => void toldAt.set(`${inWords(data.to)}/${inWords(data.label)}`, at),
        'shop.started': (row) => {
          const silentUs = row.at - Math.min(...labelsOf(row.node).map((label) => toldAt.get(`${row.node}/${label}`) ?? 0));
          if (silentUs + withinMs * 1000 + slackUs < stalestMs(knobs) * 1000) judge.owe(row.node, withinMs, row, `${row.node} was started ${inMs(withinMs * 1000)} ago, and has no settings.`);
        },
        'shop.serves': ({ node }) => judge.paid(node),
        'node.state': ({ node, data }) => {
          if (shops.has(node) && (data.state === 'down' || data.state === 'paused')) judge.waive(node);
        },
      };
    },
  },
];
