import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { looksAgainUs } from './sizes.ts';
import { isInert, Weather } from './witness.ts';

/** What is the shipper's own trouble: its process, the sink, and the way there. */
const isTheShippers = (target: unknown) => target === 'shipper' || target === 'logs' || target === 'shipper>logs';
const inSeconds = (at: number) => `${(at / 1e6).toFixed(3)} s`;

/** Compares with the same run in which neither the shipper nor the sink is struck. */
export const unharmed: ScenarioPromise = {
  name: 'unharmed',
  kind: 'safety',
  label: 'Shipper trouble costs no request',
  meaning: 'Whatever befalls the shipper or its sink, web answers every request that it answers without, and not a microsecond later. A volume that fills while the shipper is away altogether is beyond this.',
  beside: (faults) => faults.filter(({ target }) => !isTheShippers(target)),
  watch: (judge, _knobs, beside) => {
    const answeredAt = new Map(beside.flatMap(({ kind, at, data }) => (kind === 'page.got' && data.isServed === true ? [[data.shopper, at] as const] : [])));
    const weather = new Weather();
    let [isOver, struck, servesSince] = [false, false, Infinity];
    return {
      ...weather.handlers,
      // Who asks before web has begun meets the start of the pod, which waits for its helper.
      'web.serving': ({ at }) => void (servesSince = Math.min(servesSince, at)),
      'fault.applied': (row) => {
        weather.handlers['fault.applied']!(row);
        if (isTheShippers(row.data.target)) struck = true;
        else if (!isInert(row.data.target)) isOver = true; // from here on both runs differ for other reasons too
      },
      // It struck in the other run, where web was up by then.
      'fault.refused': ({ data }) => {
        if (!isTheShippers(data.target) && !isInert(data.target)) isOver = true;
      },
      'pod.state': ({ at, data }) => {
        if (data.ending === 'evicted' && !(weather.isAlive && at - weather.aliveSince > looksAgainUs)) isOver = true;
      },
      'page.got': (row) => {
        const { shopper, isServed, askedMs } = row.data;
        const other = answeredAt.get(shopper!);
        if ((askedMs as number) * 1000 < servesSince || isOver || !struck || other === undefined) return;
        const before = `without the shipper’s troubles it was answered at ${inSeconds(other)}`;
        if (isServed !== true) judge.broken(row, `The request of shopper ${inWords(shopper)} failed; ${before}.`);
        else if (row.at > other) judge.broken(row, `The request of shopper ${inWords(shopper)} was answered at ${inSeconds(row.at)}; ${before}.`);
        else judge.held();
      },
    };
  },
};
