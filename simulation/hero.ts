import type { Fault } from './fault.ts';
import type { Wiring } from './scenario.ts';

/** A fault that strikes one node, or whoever wears a mark when it strikes. */
type Aimed<Each> = Each extends unknown ? Omit<Each, 'atMs' | 'target'> & { readonly target: string | { readonly mark: 'leader' } } : never;

/** How a scenario shows itself on the home page: small, running, with one thing to break. */
export interface Hero {
  /** Of the scenarios that have a hero, the home page shows the one with the lowest rank. */
  readonly rank: number;
  /** What stands there, in a few words. */
  readonly sentence: string;
  /** The experiment that runs, by its name. */
  readonly experiment: string;
  /** The promise that is shown, by its name. */
  readonly promise: string;
  /** What the reader can do: this fault strikes at the playhead. */
  readonly action: { readonly label: string; readonly icon: string; readonly fault: Aimed<Fault> };
  /** The topology, laid out for 670 by 300 px. On a phone its portrait wiring is drawn. */
  readonly wiring: Wiring;
}
