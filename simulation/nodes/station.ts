import type { Runtime } from '../async/runtime.ts';
import { Refusal } from '../refusal.ts';
import type { Station, StationOptions } from '../world.ts';

/** A station of one process. Its promises are the run's own, so that whoever waits dies with the process. */
export function stationOf(runtime: Runtime, { slots, places, changed }: StationOptions): Station {
  if (!(Number.isInteger(slots) && slots >= 1)) throw new RangeError(`A station needs slots, a whole number from 1, got ${slots}.`);
  if (!(places >= 0)) throw new RangeError(`A station needs places, a number from 0, got ${places}.`);
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  const tell = () => changed?.(station);
  const leaveOnce = () => {
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      // A slot goes straight to whoever waits longest, so that no newcomer can take it.
      const next = waiting.shift();
      if (next === undefined) inFlight -= 1;
      else next();
      tell();
    };
  };
  const station: Station = {
    get inFlight() {
      return inFlight;
    },
    get queued() {
      return waiting.length;
    },
    enter: () => {
      if (inFlight < slots) {
        inFlight += 1;
        tell();
        return runtime.Promise.resolve(leaveOnce());
      }
      if (waiting.length >= places) return runtime.Promise.reject(new Refusal('overloaded', 'All slots are taken and the queue is full.'));
      const turn = new runtime.Promise<() => void>((resolve) => waiting.push(() => resolve(leaveOnce())));
      runtime.label(turn, 'a free slot');
      tell();
      return turn;
    },
  };
  tell();
  return station;
}
