import { inMs, inWords, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { againMs, chargeTimeoutMs, connectTimeoutMs, gatewayIds, longestChargeMs, prepareTimeoutMs, statusMs } from './sizes.ts';
import { partsOfRow, Publications, setOf, together, whenDown, type Handlers } from './witness.ts';

/** A message, the wait for others, another change that is prepared, the charges of an older version, and the preparation itself. */
const withinMs = (knobs: Knobs) => (knobs.coalesceMs as number) * 2 + 2 * longestChargeMs(knobs) + 1_200;
/** Work that was begun while a gateway or the provider was slow goes on at that pace, and what had failed is tried again after a pause. */
const leftBehindMs = (knobs: Knobs) => 20 * 1.5 * (knobs.opMs as number) + chargeTimeoutMs + 2 * (againMs + statusMs + prepareTimeoutMs + connectTimeoutMs) + 6_000;

/** Nothing is owed while something is at fault; when the last fault is over all is owed again, with the time for what faults have left behind. */
class Calm {
  isCalm = true;
  private clearAtUs = 0;
  private readonly knobs: Knobs;
  constructor(knobs: Knobs) {
    this.knobs = knobs;
  }
  /** How long there is from this row on. */
  msFrom({ at }: TraceRow): number {
    return withinMs(this.knobs) + Math.max(0, this.clearAtUs - at) / 1000;
  }
  handlers(struck: () => void, over: (row: TraceRow) => void): Handlers {
    return {
      'fault.applied': () => {
        this.isCalm = false;
        struck();
      },
      'faults.over': (row) => {
        if (!this.isCalm) this.clearAtUs = row.at + leftBehindMs(this.knobs) * 1000;
        this.isCalm = true;
        over(row);
      },
    };
  }
}

export const liveness: readonly ScenarioPromise[] = [
  {
    name: 'active-in-time',
    kind: 'liveness',
    label: 'A revision is active in time',
    meaning: 'A revision that is published while nothing is at fault is in force at every gateway within the time of two charges, twice the coalesce time and 1.2 s, or a newer one is; or it was refused because it is not valid or takes a restart. After faults it takes as long as what they have slowed down.',
    watch: (judge, knobs) => {
      const published = new Publications();
      const calm = new Calm(knobs);
      const owed = new Map<string, number[]>();
      const owe = (row: TraceRow, id: string, revision: number) => {
        const ms = calm.msFrom(row);
        owed.set(id, [...(owed.get(id) ?? []), revision]);
        judge.owe(`${id} ${revision}`, ms, row, `Revision ${revision} was published, and ${inMs(ms * 1000)} later ${id} has neither that nor a newer one.`);
      };
      return together(
        published.handlers,
        calm.handlers(() => judge.waiveAll(), (row) => gatewayIds.forEach((id) => void (published.newest !== undefined && owe(row, id, published.newest.revision)))),
        {
          'settings.published': (row) => {
            if (calm.isCalm) for (const id of gatewayIds) owe(row, id, row.data.revision as number);
          },
          'config.settled': ({ node, data }) => {
            for (const revision of owed.get(node) ?? []) if (revision <= (data.revision as number)) judge.paid(`${node} ${revision}`);
            owed.set(node, (owed.get(node) ?? []).filter((revision) => revision > (data.revision as number)));
          },
        },
        whenDown((node) => (owed.get(node) ?? []).forEach((revision) => judge.waive(`${node} ${revision}`))),
      );
    },
  },
  {
    name: 'newest-wins',
    kind: 'liveness',
    label: 'After a burst the newest wins',
    meaning: 'When no further revision has come for that time, and none is being rolled out, the parts of every gateway are set as the newest valid one says. A gateway that waits for its restart is not asked.',
    watch: (judge, knobs) => {
      const published = new Publications();
      const calm = new Calm(knobs);
      const parts = new Map<string, TraceRow>();
      const settle = (id: string) => {
        const wanted = published.newestSound?.stable;
        const row = parts.get(id);
        if (wanted === undefined || row === undefined) return;
        if (setOf(partsOfRow(row)) === setOf(wanted) || row.data.workers !== wanted.workers) judge.paid(id);
      };
      const owe = (row: TraceRow) => {
        const ms = calm.msFrom(row);
        for (const id of gatewayIds) {
          if (published.newest?.next !== null) judge.waive(id);
          else judge.owe(id, ms, row, `Nothing was published for ${inMs(ms * 1000)}, and ${id} is set to ${inWords(setOf(partsOfRow(parts.get(id) ?? row)))}.`);
          settle(id);
        }
      };
      return together(
        published.handlers,
        calm.handlers(() => judge.waiveAll(), owe),
        {
          'settings.published': (row) => {
            if (calm.isCalm) owe(row);
          },
          'parts.are': (row) => {
            parts.set(row.node, row);
            settle(row.node);
          },
        },
        whenDown((node) => judge.waive(node)),
      );
    },
  },
];
