import { inMs, inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { answerMs, pauseMs, tryMs, workers } from './sizes.ts';
import { stoodAs, watchItems, Witness, type Standing } from './witness.ts';

/** The code may do nothing that breaks these. They are judged from what the platform ran and what the record holds. */
export const safety: readonly ScenarioPromise[] = [
  {
    name: 'one-job',
    kind: 'safety',
    label: 'An item has one job at a time',
    meaning: 'However many managers look, and whatever they have seen, no job is created for an item while another of its jobs has not ended.',
    watch: (judge) =>
      watchItems(() => ({
        created: ({ item, active }, name, row) => {
          const [other] = active;
          if (other === undefined) judge.held();
          else judge.broken(row, `${inWords(row.data.by)} had the job ${name} created for ${item}, whose job ${other} has not ended.`);
        },
      })),
  },
  {
    name: 'not-again',
    kind: 'safety',
    label: 'What has ended is not run again',
    meaning: 'Once the record has had an ending of an item, no job is created for it, though its jobs may be gone and whoever created them knows nothing any more.',
    watch: (judge) =>
      watchItems(() => ({
        created: ({ item, ending }, name, row) => {
          if (ending === undefined) judge.held();
          else judge.broken(row, `${item} was recorded as ${ending}, and ${inWords(row.data.by)} had the job ${name} created for it.`);
        },
      })),
  },
  {
    name: 'within-parallelism',
    kind: 'safety',
    label: 'No more jobs at once than may be',
    meaning: 'Jobs that have not ended never outnumber the parallelism, even where two managers create them and neither knows of the other.',
    watch: (judge, { parallelism }) =>
      watchItems((witness) => ({
        created: (_, name, row) => {
          const { active } = witness();
          if (active < (parallelism as number)) judge.held();
          else judge.broken(row, `The job ${name} is created beside ${active} that have not ended; ${inWords(parallelism!)} may be.`);
        },
      })),
  },
  {
    name: 'bounded-attempts',
    kind: 'safety',
    label: 'No item is tried too often',
    meaning: 'An item is tried once, and again as often as the backoff limit says; evictions and crashes count. After that it has failed, so that what cannot work stops taking the place of what can.',
    watch: (judge, { backoffLimit }) =>
      watchItems(() => ({
        created: ({ item, attempts }, _, row) => {
          if (attempts <= (backoffLimit as number)) judge.held();
          else judge.broken(row, `${item} is tried for the ${attempts + 1}th time; ${(backoffLimit as number) + 1} attempts are allowed.`);
        },
      })),
  },
  {
    name: 'oldest-first',
    kind: 'safety',
    label: 'Old items go first',
    meaning: 'A job is created only while fewer older items than the parallelism wait for their first, as many as one look may begin at once. So none is left behind by those that come after it.',
    watch: (judge, { parallelism }) =>
      watchItems((witness) => ({
        created: ({ item }, _, row) => {
          const before = witness().before(item);
          if (before < (parallelism as number)) judge.held();
          else judge.broken(row, `${inWords(row.data.by)} had a job created for ${item}, while ${before} older items wait for their first; ${inWords(parallelism!)} may be in hand.`);
        },
      })),
  },
  {
    name: 'accounted',
    kind: 'safety',
    label: 'Every item is accounted for',
    meaning: 'At the end of each look, every item that the source listed is pending, active, resting, done or failed for the manager, as it was for the platform and the record at some moment of that look; and it counts as many of each.',
    watch: (judge) => {
      /** By manager: when its look began, in µs. */
      const began = new Map<unknown, number>();
      const { items, handlers } = new Witness({});
      return {
        ...handlers,
        'manager.asked': ({ at, node }) => void began.set(node, at),
        'manager.looked': (row) => {
          const { states, ...counts } = row.data as { readonly states: Readonly<Record<string, Standing>> } & Readonly<Record<Standing, number>>;
          const says = Object.entries(states);
          const wrong = says.find(([item, as]) => !stoodAs(items.get(item)!, as, began.get(row.node)!));
          const off = (['pending', 'active', 'resting', 'done', 'failed'] as const).find((as) => counts[as] !== says.filter(([, one]) => one === as).length);
          if (wrong !== undefined) judge.broken(row, `For ${row.node} ${wrong[0]} is ${wrong[1]}, which it was at no moment of this look.`);
          else if (off !== undefined) judge.broken(row, `${row.node} counts ${counts[off]} ${off}, of ${says.length} items that the source listed; ${says.filter(([, one]) => one === off).length} are.`);
          else judge.held();
        },
      };
    },
  },
  {
    name: 'source-untouched',
    kind: 'safety',
    label: 'The source is only read',
    meaning: 'No manager takes anything out of the source. Else what it took is gone when it dies, and the source is a queue with no lease.',
    watch: (judge) => ({
      'source.listed': () => judge.held(),
      'source.changed': (row) => judge.broken(row, `${inWords(row.data.by)} took ${inWords(row.data.item)} out of the source.`),
    }),
  },
  {
    name: 'item-first',
    kind: 'safety',
    label: 'The application finds its item',
    meaning: 'When the application starts, the file with its item is there, whole. It never has to wait for it, and never works on nothing.',
    watch: (judge) => ({
      'work.began': (row) => {
        if (row.data.hasItem === true) judge.held();
        else judge.broken(row, `The application in ${inWords(row.data.pod)} was started, and its item was not there.`);
      },
    }),
  },
  {
    name: 'result-kept',
    kind: 'safety',
    label: 'What the application left is kept',
    meaning: 'When a pod is gone that had its time to end, the result that the application left is in the record, or another was there before it; even where the record could not be reached for a while.',
    watch: (judge) => {
      /** By pod: the attempt that left a result, and when. */
      const left = new Map<unknown, { readonly attempt: string; readonly at: number }>();
      const handed = new Set<string>();
      /** By helper: until when its link to the record is struck, in µs. */
      const struck = new Map<unknown, { until: number }>();
      const excused = new Set<unknown>();
      const keyOf = ({ item, attempt }: { readonly [name: string]: unknown }) => `${String(item)} ${String(attempt)}`;
      const helperOf = (target: unknown) => workers.find(({ pod, helper, app }) => [pod, helper, app].includes(target as string) || `${helper}>cluster` === target)?.helper;
      const hand = ({ data }: { readonly data: { readonly [name: string]: unknown } }) => void handed.add(keyOf(data));
      return {
        'work.done': ({ at, data }) => void left.set(data.pod, { attempt: keyOf(data), at }),
        'ending.kept': hand,
        'ending.refused': hand,
        'fault.applied': ({ data }) => {
          const helper = helperOf(data.target);
          if (helper === undefined) return;
          if (`${helper}>cluster` === data.target) struck.set(helper, { until: Infinity });
          else excused.add(helper);
        },
        'fault.lifted': ({ at, data }) => {
          const one = struck.get(helperOf(data.target));
          if (one !== undefined && `${helperOf(data.target)}>cluster` === data.target) one.until = at;
        },
        'pod.state': (row) => {
          const { pod, state, ending } = row.data;
          if (state === 'starting') left.delete(pod);
          if (state === 'starting') excused.delete(helperOf(pod));
          const one = left.get(pod);
          if (state !== 'gone' || ending !== 'completed' || one === undefined) return;
          const helper = helperOf(pod);
          const fault = struck.get(helper);
          // It has to try for so long, and a try that began in the outage has to be over before the next.
          const tryUs = (answerMs + pauseMs) * 1_000;
          const isExcused = excused.has(helper) || (fault !== undefined && fault.until + tryUs >= row.at && row.at - one.at >= tryMs * 1_000 - tryUs);
          if (handed.has(one.attempt)) judge.held();
          else if (!isExcused) judge.broken(row, `${inWords(pod)} is gone ${inMs(row.at - one.at)} after the result of ${one.attempt.replace(' ', ', attempt ')} was there, and the record never had it.`);
        },
      };
    },
  },
];
