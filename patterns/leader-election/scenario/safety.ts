import { inMs, inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { hostOf } from './lease-store.ts';
import { timesOf } from './sizes.ts';

type Handlers = { readonly [kind: string]: (row: TraceRow) => void };
const token = ({ data }: TraceRow) => data.token as number;
const by = ({ data }: TraceRow) => inWords(data.by);

/** Both ways past the fence: who reads what is open, and who has a share paid. */
const passes = (passed: (row: TraceRow) => void): Handlers => ({ 'ledger.read': passed, 'ledger.paid': passed });

/** They are judged by what the store, the ledger and the replicas did, whatever the elector says of itself; only what a replica believes is what its code says. */
export const safety: readonly ScenarioPromise[] = [
  {
    name: 'one-acting',
    kind: 'safety',
    label: 'One acting leader per token',
    meaning: 'All that the ledger takes under one token comes from one life of one replica. This is what the pattern promises: not who believes what, but who can do something.',
    watch: (judge) => {
      const holders = new Map<number, string>();
      return passes((row) => {
        const as = inWords(row.data.as);
        const other = holders.get(token(row));
        if (other !== undefined && other !== as) judge.broken(row, `With token ${token(row)} the ledger has let in ${hostOf(other)}, and now ${by(row)}.`);
        else judge.held();
        holders.set(token(row), as);
      });
    },
  },
  {
    name: 'paid-once',
    kind: 'safety',
    label: 'No share is paid twice',
    meaning: 'The ledger pays what it is told to. A share is paid once because only one leader can tell it, and because a new leader reads what is open through the fence before it begins.',
    watch: (judge) => {
      const paid = new Map<unknown, string>();
      return {
        'ledger.paid': (row) => {
          const { share } = row.data;
          const before = paid.get(share);
          if (before === undefined) judge.held();
          else judge.broken(row, `Share ${inWords(share)} was paid by ${before}, and again by ${by(row)} with token ${token(row)}.`);
          paid.set(share, `${by(row)} with token ${token(row)}`);
        },
      };
    },
  },
  {
    name: 'fenced',
    kind: 'safety',
    label: 'The ledger takes no older token',
    meaning: 'Once a leader with a higher token has read or written, nothing with a lower one passes any more: neither what was under way, nor what a leader sends that does not know yet that it is none.',
    watch: (judge) => {
      let highest = 0;
      return {
        ...passes((row) => {
          if (token(row) < highest) judge.broken(row, `The ledger took token ${token(row)} from ${by(row)}, after token ${highest}.`);
          else judge.held();
          highest = Math.max(highest, token(row));
        }),
        'ledger.refused': () => judge.held(),
      };
    },
  },
  {
    name: 'lease-respected',
    kind: 'safety',
    label: 'No lease is taken before it ran out',
    meaning: 'Whoever takes the record from another has seen it stand unchanged for a whole lease. What the record says of the time is another clock’s, and does not count. It is not asked of a replica whose own clock runs at a wrong rate.',
    watch: (judge, { leaseMs }) => {
      let writtenAt = 0;
      const turned = new Set<string>();
      return {
        'lease.put': (row) => {
          const { before, holder, done } = row.data as { before: string; holder: string; done: boolean };
          if (!done) return;
          const ageUs = row.at - writtenAt;
          if (!turned.has(by(row)) && before !== '' && holder !== '' && holder !== before && ageUs < (leaseMs as number) * 1000) judge.broken(row, `${by(row)} took the lease ${inMs(ageUs)} after ${hostOf(before)} had written it; it lasts ${inWords(leaseMs!)} ms.`);
          else judge.held();
          writtenAt = row.at;
        },
        'fault.applied': ({ data }) => {
          if (data.kind === 'skew') turned.add(inWords(data.target));
        },
      };
    },
  },
  {
    name: 'one-believes',
    kind: 'safety',
    label: 'No two that run believe they lead',
    meaning: 'While clocks run alike and nobody stands still, a leader knows that its term is over before anybody else can begin one. It is not promised of one that stood still: it believes so until it looks at its clock.',
    watch: (judge) => {
      const believers = new Map<string, { isExcused: boolean }>();
      const frozen = new Set<string>();
      return {
        'term.began': (row) => {
          const other = [...believers].find(([id, { isExcused }]) => id !== row.node && !isExcused);
          if (other !== undefined) judge.broken(row, `${row.node} began to lead with token ${token(row)}, while ${other[0]} believed that it led.`);
          else judge.held();
          believers.set(row.node, { isExcused: frozen.has(row.node) });
        },
        'term.ended': ({ node }) => void believers.delete(node),
        // What was renewed after the pause is renewed by one that is awake.
        'lease.put': ({ data }) => {
          const belief = believers.get(inWords(data.by));
          if (belief !== undefined && data.done === true) belief.isExcused = frozen.has(inWords(data.by));
        },
        'node.state': ({ node, data }) => {
          if (data.state === 'down') believers.delete(node);
          const belief = believers.get(node);
          if (data.state === 'paused') frozen.add(node);
          else frozen.delete(node);
          if (data.state === 'paused' && belief !== undefined) belief.isExcused = true;
        },
      };
    },
  },
  {
    name: 'begins-nothing',
    kind: 'safety',
    label: 'Nothing is begun past a term',
    meaning: 'Once its term has ended, or the renew deadline has passed since the store last took a renewal, a leader gives out no share and signs no payment, even if all its timers are late. What it had begun before may still arrive, and the ledger decides.',
    watch: (judge, knobs) => {
      const { renewDeadlineMs } = timesOf(knobs);
      const renewedAt = new Map<string, number>();
      /** A clock that a fault has turned counts another deadline. */
      const turned = new Set<string>();
      const over = new Set<string>();
      const begun = (row: TraceRow) => {
        const at = renewedAt.get(row.node);
        if (over.has(row.node)) return judge.broken(row, `${row.node} began something for share ${inWords(row.data.share)} after its term had ended.`);
        if (at === undefined || turned.has(row.node)) return;
        const lateUs = row.at - at - renewDeadlineMs * 1000;
        if (lateUs >= 0) judge.broken(row, `${row.node} began something for share ${inWords(row.data.share)} ${inMs(lateUs)} after its renew deadline.`);
        else judge.held();
      };
      return {
        'lease.put': (row) => {
          if (row.data.done === true && row.data.holder !== '') renewedAt.set(by(row), row.at);
        },
        'term.began': ({ node }) => void over.delete(node),
        'term.ended': ({ node }) => void over.add(node),
        'node.state': ({ node, data }) => {
          if (data.state === 'down') over.delete(node);
        },
        'fault.applied': ({ data }) => {
          if (data.kind === 'skew') turned.add(inWords(data.target));
        },
        'share.handed': begun,
        'share.signing': begun,
      };
    },
  },
  {
    name: 'work-ends-first',
    kind: 'safety',
    label: 'Work ends before the release',
    meaning: 'A leader that goes of its own will gives the lease back when all that it has begun has ended. Else its successor begins beside it. Work that takes longer than the lease still lasts is the fence’s to stop.',
    watch: (judge) => {
      const atWork = new Set<string>();
      return {
        'term.began': ({ data }) => void atWork.add(inWords(data.as)),
        'work.ended': ({ data }) => void atWork.delete(inWords(data.as)),
        'lease.put': (row) => {
          const { before, holder, done } = row.data as { before: string; holder: string; done: boolean };
          if (!done || holder !== '') return;
          if (atWork.has(before)) judge.broken(row, `${by(row)} gave the lease back while its settlement was at work.`);
          else judge.held();
        },
      };
    },
  },
  {
    name: 'stays',
    kind: 'safety',
    label: 'In peace the leader stays',
    meaning: 'While nothing is at fault nobody loses the office: renewals come often enough that one may be late. A change of leader costs a pause, and all that was in hand.',
    watch: (judge) => {
      let isPeace = true;
      return {
        'fault.applied': () => void (isPeace = false),
        'lease.put': ({ data }) => {
          if (isPeace && data.done === true && data.before === data.holder) judge.held();
        },
        'term.ended': (row) => {
          if (isPeace && row.data.why !== 'stopping') judge.broken(row, `The term of ${row.node} ended (${inWords(row.data.why)}), though nothing was at fault.`);
        },
      };
    },
  },
];
