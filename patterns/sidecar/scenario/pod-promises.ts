import { inMs, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { JsonObject } from '../../../simulation/trace.ts';
import { looksAgainUs, servesWithinMs } from './sizes.ts';
import { Weather } from './witness.ts';

/** What the two have in common has an order and a limit: these say that the shipper harms web through neither. */
export const podPromises: readonly ScenarioPromise[] = [
  {
    name: 'not-evicted',
    kind: 'safety',
    label: 'The log fills no volume',
    meaning: 'A shipper that lives, and may drop, keeps the volume below its limit: it deletes what is shipped, and drops what it has not begun. It drops whole files, so these have to be small beside the volume. Above the limit the whole pod is evicted.',
    watch: (judge, { volumeKb, whenFull }: Knobs) => {
      const weather = new Weather();
      let state: unknown;
      return {
        ...weather.handlers,
        shown: ({ node, data }) => {
          if (node !== 'volume') return;
          const before = state;
          state = (data.gauges as JsonObject).state ?? state;
          if (whenFull === 'drop' && before === 'full' && state === 'room') judge.held();
        },
        'pod.state': (row) => {
          const { state: podState, ending } = row.data;
          // Somebody may evict it for another reason, and nobody can look who is not there.
          if (podState !== 'stopping' || ending !== 'evicted' || state !== 'over') return;
          if (whenFull !== 'drop' || !weather.isAlive || row.at - weather.aliveSince <= looksAgainUs) return;
          judge.broken(row, `The volume held more than its ${String(volumeKb)} kB, and the pod is evicted. The shipper was there, and could drop nothing or did not look.`);
        },
      };
    },
  },
  {
    name: 'serves-soon',
    kind: 'liveness',
    label: 'Web serves soon, logs or no logs',
    meaning: 'A shipper is ready when it has found its place in the log, whether or not the sink answers. One that waits for its sink turns an outage of logs into a roll-out that starts nothing.',
    watch: (judge) => {
      const strikesPod = (target: unknown) => target === 'shipper' || target === 'web' || target === 'pod';
      const weather = new Weather();
      return {
        ...weather.handlers,
        'fault.applied': (row) => {
          weather.handlers['fault.applied']!(row);
          if (strikesPod(row.data.target)) judge.waiveAll();
        },
        'pod.state': (row) => {
          const { state } = row.data;
          const isStruck = [...weather.struck].some((one) => strikesPod(one.split(' ')[0]));
          // With a helper to wait for it is starting first; without one it runs at once.
          if ((state === 'starting' || state === 'running') && !isStruck) judge.owe('web', servesWithinMs, row, `The pod was started, nothing struck its containers, and ${inMs(servesWithinMs * 1000)} later web did not serve.`);
          else if (state === 'stopping' || state === 'gone') judge.waiveAll();
        },
        'web.serving': () => judge.paid('web'),
      };
    },
  },
  {
    name: 'web-ends-first',
    kind: 'safety',
    label: 'Web ends before its shipper',
    meaning: 'When the pod is stopped, the shipper is told when web has ended, so that it reads what web wrote last. It is judged when the pod is gone.',
    watch: (judge) => {
      let [webIsThere, toldToo] = [false, undefined as boolean | undefined];
      return {
        'node.state': ({ node, data }) => {
          if (node === 'web') webIsThere = data.state !== 'exited' && data.state !== 'down' && data.state !== 'restarting';
        },
        'shipper.told': () => void (toldToo = webIsThere),
        'pod.state': (row) => {
          const { state, ending } = row.data;
          if (state !== 'gone') return;
          const told = toldToo;
          toldToo = undefined;
          // Whoever is evicted is told together with all others.
          if (told === undefined || ending === 'evicted') return;
          if (told) judge.broken(row, 'The shipper was told to stop while web was still there: what web wrote afterwards had nobody who reads it.');
          else judge.held();
        },
      };
    },
  },
];
