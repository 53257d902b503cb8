import { isSame } from '@/simulation/is-same.ts';
import { isRunLink } from './is-run-link.ts';
import type { SharedRun } from './opening.ts';

export interface FollowerPorts {
  /** The address's fragment, without its #. */
  readonly read: () => string;
  /** Puts a fragment into the address, or none, without a step in the browser's history. */
  readonly write: (fragment: string) => void;
  readonly encode: (run: SharedRun) => Promise<string>;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Calls back after so many ms. @returns the way to call it off */
  readonly wait: (ms: number, then: () => void) => () => void;
}

/** The instrument is still for so long before its address is written, and the address is written no more often than that. ms */
const restMs = 400;
const apartMs = 1000;

/**
 * Keeps the address at the run that is shown, so that a reload or a bookmark loses nothing. What the instrument opened with is left as it
 * stands there, be it nothing or somebody's link.
 */
export class AddressFollower {
  private readonly ports: FollowerPorts;
  /** The run that the address stands for. */
  private written: SharedRun | undefined;
  /** What stood in the address then. Something else that is a run was put there from outside, and is on its way to be opened. */
  private known = '';
  private writtenAt = -Infinity;
  private callOff = () => {};
  private turn = 0;

  constructor(ports: FollowerPorts) {
    this.ports = ports;
  }

  /** A link was opened: the next run that stands is the one that the address brought. */
  open(): void {
    this.move();
    this.written = undefined;
  }

  /** The instrument plays, or waits for a run. */
  move(): void {
    this.turn += 1;
    this.callOff();
  }

  /** The instrument stands still. @param isPristine it does as it opens without a link: no address is needed */
  stand(run: SharedRun, isPristine: boolean): void {
    this.move();
    if (this.written === undefined) {
      this.written = run;
      this.known = this.ports.read();
    }
    if (isSame(run, this.written)) return;
    const { turn } = this;
    const { now, wait } = this.ports;
    this.callOff = wait(Math.max(restMs, this.writtenAt + apartMs - now()), () => void this.write(run, isPristine, turn));
  }

  private async write(run: SharedRun, isPristine: boolean, turn: number): Promise<void> {
    const fragment = isPristine ? '' : await this.ports.encode(run).catch(() => undefined);
    const stands = this.ports.read();
    // Edits whose originals cannot be fetched have no address. An anchor of the article makes way for a run, but not for nothing.
    if (fragment === undefined || turn !== this.turn || (stands !== this.known && isRunLink(stands))) return;
    if (fragment !== stands && (fragment !== '' || isRunLink(stands))) this.ports.write(fragment);
    this.written = run;
    this.known = this.ports.read();
    this.writtenAt = this.ports.now();
  }
}
