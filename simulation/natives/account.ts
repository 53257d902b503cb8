import type { Runtime } from '../async/runtime.ts';

/**
 * The run that natives are charged to. One run at a time goes on in a realm, so there is one account. Without a run, and while the kernel's own
 * code works between the steps of the run's, nothing is charged.
 */
let running: Runtime | undefined;

/** From here on natives are charged to this run; to none, where undefined. */
export function chargeTo(runtime: Runtime | undefined): void {
  running = runtime;
}

/** Takes steps for what a native does to something of that size. */
export function charge(steps: number, native: string, size: number, of = 'items'): void {
  if (running === undefined || !(steps >= 1) || running.cursor.at === 0) return;
  running.chargeNative(Math.min(Math.floor(steps), 2 ** 40), `${native} with ${size} ${of} is more than one event may do.`);
}

/** Ends the run that goes on where its code asks for what differs between engines. */
export function refuse(what: string): void {
  if (running !== undefined && running.cursor.at !== 0) running.halt(what);
}
