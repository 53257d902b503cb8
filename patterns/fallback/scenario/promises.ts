import { inWords, momentMs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { comesBack } from './comes-back.ts';
import { origins } from './origins.ts';
import { leaveAfter } from './sizes.ts';
import { watchPageCalls } from './watch-page-calls.ts';
import { wellOfReplica } from './well-of-replica.ts';

const wallClockStepMs = 1;
const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const oldness = (truth: string, ageMs: number) => (truth === 'cache' ? `, ${inSeconds(ageMs)} old` : '');
const pageOf = ({ data }: TraceRow) => data.page as number;
const filled = ['page.live', 'page.replica', 'page.cached', 'page.static'];
const onEach = (kinds: readonly string[], handler: (row: TraceRow) => void) => Object.fromEntries(kinds.map((kind) => [kind, handler]));

/** Safety: the code may do nothing that breaks these. They are judged from what the network carried and what shoppers were shown. */
const safety: readonly ScenarioPromise[] = [
  {
    name: 'says-where-from',
    kind: 'safety',
    label: 'What is not the primary’s says so',
    meaning: 'Each page that a shopper sees names the level that its picks really came from and how old they were when it was filled, and is marked as degraded where that is not recommendations, and only there. An untagged answer from a cache is a lie that looks like health.',
    watch: (judge) => {
      const { handlers, of, ageMs } = origins();
      const filledWith = new Map<number, number>();
      return {
        ...handlers,
        ...onEach(filled, (row) => void filledWith.set(pageOf(row), of(row) === 'cache' ? ageMs(row)! : 0)),
        'page.seen': (row) => {
          const { source, degraded, page, ageMs: told } = row.data;
          const truth = of(row);
          const isPrimary = truth === 'recommendations';
          if (isPrimary && source === undefined) return;
          const age = filledWith.get(pageOf(row)) ?? 0;
          filledWith.delete(pageOf(row));
          const shows = `Page ${inWords(page)} shows picks from ${isPrimary ? truth : `the ${truth}`}${oldness(truth, age)}, and`;
          if (source !== truth) judge.broken(row, `${shows} ${source === undefined ? 'does not say so' : `says that they are from ${inWords(source)}`}.`);
          else if (degraded === isPrimary) judge.broken(row, `${shows} calls them ${isPrimary ? 'degraded' : 'as good as any'}.`);
          else if (Math.abs((told as number) - age) > wallClockStepMs) judge.broken(row, `${shows} says that they are ${inSeconds(told as number)} old.`);
          else if (!isPrimary) judge.held();
        },
      };
    },
  },
  {
    name: 'age-is-bounded',
    kind: 'safety',
    label: 'Nothing too old is shown',
    meaning: 'What a page is filled with was made no longer ago than the longest age allows. The age counts from when it was made, not from when it was last stored or read.',
    watch: (judge, knobs) => {
      const { handlers, of, ageMs } = origins();
      const limitMs = knobs.maxAgeMs as number;
      return {
        ...handlers,
        ...onEach(filled, (row) => {
          const age = ageMs(row);
          if (age === undefined || of(row) !== 'cache') return;
          if (age <= limitMs + wallClockStepMs) judge.held();
          else judge.broken(row, `Page ${pageOf(row)} was filled with picks that are ${inSeconds(age)} old; ${inSeconds(limitMs)} are allowed.`);
        }),
      };
    },
  },
  {
    name: 'one-at-a-time',
    kind: 'safety',
    label: 'Each level in its turn, and once',
    meaning: 'For one page no level is asked twice, and none while another is still being asked or has answered. A level that was given up at its timeout has been told so.',
    watch: (judge) =>
      watchPageCalls({
        asks: (row, level, open) => {
          if (open.asked.includes(level)) judge.broken(row, `Page ${pageOf(row)} asked ${level} a second time.`);
          else if (open.out > 0) judge.broken(row, `Page ${pageOf(row)} asked ${level} while its call of ${open.asked.at(-1)!} was still going on.`);
          else if (open.last === 'ok' && open.asked.at(-1) !== 'cache') judge.broken(row, `Page ${pageOf(row)} asked ${level} although ${open.asked.at(-1)!} had answered.`);
          else if (open.asked.length > 0) judge.held();
        },
      }),
  },
  {
    name: 'refusals-stand',
    kind: 'safety',
    label: 'A refusal is handed on as it is',
    meaning: 'Where a level refuses (a 403), no other level is asked, and the shopper gets that refusal. It is an answer about the shopper, not a failure of the level.',
    watch: (judge) => {
      const refused = new Set<number>();
      return {
        ...watchPageCalls({ ended: (_, { page }, how) => void (how === 'forbidden' && refused.add(page)) }),
        'page.refused': (row) => void (refused.has(pageOf(row)) && judge.held()),
        ...onEach([...filled, 'page.failed'], (row) => {
          if (refused.has(pageOf(row))) judge.broken(row, `Page ${pageOf(row)} was refused by one level and ${row.kind === 'page.failed' ? 'ended in another error' : 'filled by another'}.`);
        }),
      };
    },
  },
  {
    name: 'within-limit',
    kind: 'safety',
    label: 'The replica stays within its limit',
    meaning: 'At no time are more calls of web on their way to the replica than the limit allows, and while there are fewer it is not passed over as full. Without a limit, the whole load of the primary meets whatever stands behind it.',
    watch: (judge, knobs) => {
      const limit = knobs.replicaLimit as number;
      let out = 0;
      return {
        ...watchPageCalls({
          called: (row, { level }) => {
            if (level !== 'replica') return;
            out += 1;
            if (out > limit) judge.broken(row, `Web has ${out} calls out to the replica; ${limit} are allowed.`);
            else judge.held();
          },
          ended: (_, { level }) => void (level === 'replica' && (out -= 1)),
          stopped: (isDead) => void (isDead && (out = 0)),
        }),
        'level.passed': (row) => {
          if (row.data.level !== 'replica' || row.data.reason !== 'full') return;
          if (out >= limit) judge.held();
          else judge.broken(row, `Web calls the replica full and has ${out} calls out to it; ${limit} are allowed.`);
        },
      };
    },
  },
  {
    name: 'saved-means-stored',
    kind: 'safety',
    label: 'A wish that was confirmed is stored',
    meaning: 'When a shopper is told that a wish was saved, it is in the store of wishes or on the disk of the outbox. Otherwise the shopper is told that it was not.',
    watch: (judge) => {
      const kept = new Set<unknown>();
      const keep = ({ data }: TraceRow) => void kept.add(data.wish);
      return {
        'wish.stored': keep,
        'wish.kept': keep,
        'wish.confirmed': (row) => {
          if (kept.has(row.data.wish)) judge.held();
          else judge.broken(row, `A shopper was told that wish ${inWords(row.data.wish)} was saved. It is neither in the store nor in the outbox.`);
        },
      };
    },
  },
  {
    name: 'answers-in-time',
    kind: 'safety',
    label: 'Every page is answered in time',
    meaning: 'A page is filled, refused, or answered with an explicit error within its deadline, whatever its levels do. Timeouts that are each short add up.',
    watch: (judge, knobs) => {
      const deadlineMs = knobs.deadlineMs as number;
      const paid = (row: TraceRow) => judge.paid(String(pageOf(row)));
      return {
        ...watchPageCalls({ stopped: judge.waiveAll }),
        'page.opened': (row) => judge.owe(String(pageOf(row)), deadlineMs + momentMs * 2, row, `Page ${pageOf(row)} has no answer after ${deadlineMs} ms.`),
        ...onEach([...filled, 'page.refused', 'page.failed'], paid),
      };
    },
  },
  {
    name: 'levels-fail-apart',
    kind: 'safety',
    label: 'The two sources fail apart',
    meaning: 'While the replica, its own catalog copy and the way there are well, its calls do not fail, whatever happens behind recommendations. A second level that shares what the first depends on is no second level.',
    watch: (judge) => {
      const well = wellOfReplica();
      const calls = watchPageCalls({
        ended: (row, { level }, how) => {
          if (level !== 'replica' || !well.isElsewhere(row.at)) return;
          if (how === 'ok') judge.held();
          else if (how === 'no-catalog' || how === 'refused' || how === 'reset' || how === 'failed') judge.broken(row, `The replica failed (${how}) while nothing of its own was at fault.`);
        },
      });
      return {
        ...calls,
        ...well.handlers,
        'node.state': (row) => {
          calls['node.state']!(row);
          well.handlers['node.state'](row);
        },
      };
    },
  },
  {
    name: 'left-alone',
    kind: 'safety',
    label: 'Once left, the primary gets trials',
    meaning: 'While recommendations is asked last, one page in the set time tries it first, and no more: it gets rest, and the other pages do not pay for its timeouts.',
    watch: (judge, knobs) => {
      const everyUs = (knobs.trialEveryMs as number) * 1000;
      let state = 'primary';
      let lastAt = 0;
      return {
        ...watchPageCalls({
          asks: (row, level, { asked }) => {
            if (level !== 'recommendations' || state === 'primary' || asked.length > 0) return;
            if (row.at - lastAt >= everyUs - 1) judge.held();
            else judge.broken(row, `Page ${pageOf(row)} tried recommendations first, ${Math.round((row.at - lastAt) / 1000)} ms after the last page had.`);
            lastAt = row.at;
          },
          stopped: (isDead) => void (isDead && (state = 'primary')),
        }),
        'fallback.state': (row) => {
          state = row.data.to as string;
          if (row.data.reason === 'left') lastAt = row.at;
        },
      };
    },
  },
  {
    name: 'leaves-and-returns-on-evidence',
    kind: 'safety',
    label: 'It switches only on evidence',
    meaning: `Recommendations is put last at the last of ${leaveAfter} failures in a row, no sooner and no later, and first again only when as many trials in a row as are set have gone well. One good answer does not bring the whole load back.`,
    watch: (judge, knobs) => {
      let generation = 0;
      let streak: boolean[] = [];
      const began = new Map<number, number>();
      let state = 'primary';
      const learn = (row: TraceRow, isGood: boolean) => {
        streak.push(isGood);
        if (state !== 'primary') return;
        const last = streak.slice(-leaveAfter);
        if (last.length === leaveAfter && !last.includes(true)) judge.owe('left', momentMs * 2, row, `Recommendations has failed ${leaveAfter} times in a row, and web goes on asking it first.`);
      };
      return {
        ...watchPageCalls({
          called: (_, { level, page }) => void (level === 'recommendations' && began.set(page, generation)),
          ended: (row, { level, page }, how) => {
            if (level === 'recommendations' && began.get(page) === generation && how !== 'forbidden') learn(row, how === 'ok');
          },
          stopped: (isDead) => {
            judge.waiveAll();
            if (!isDead) return;
            generation += 1;
            streak = [];
            state = 'primary';
          },
        }),
        'fallback.state': (row) => {
          const { reason } = row.data;
          state = row.data.to as string;
          if (state !== 'primary') judge.paid('left');
          if (reason !== 'left' && reason !== 'returned') return;
          const needed = reason === 'left' ? leaveAfter : (knobs.returnAfter as number);
          const last = streak.slice(-needed);
          const inARow = streak.length - 1 - streak.lastIndexOf(reason === 'left');
          const what = reason === 'left' ? 'left recommendations after failures' : 'returned to recommendations after good trials';
          if (last.length === needed && last.every((isGood) => isGood === (reason === 'returned'))) judge.held();
          else judge.broken(row, `Web ${what}, of which it had ${inARow} in a row; ${needed} are needed.`);
          generation += 1;
          streak = [];
        },
      };
    },
  },
];

export const promises: readonly ScenarioPromise[] = [...safety, comesBack];
