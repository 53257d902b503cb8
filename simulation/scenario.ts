import type { AnyStateMachine } from 'xstate';
import type { Chart } from './chart.ts';
import type { Fault, FaultKind } from './fault.ts';
import type { Glyph } from './glyph.ts';
import type { Hero } from './hero.ts';
import type { TraceRow } from './trace.ts';
import type { Judge } from './guarantee.ts';
import type { GroundPattern, Meter, NumberOrKnob, SmallShape, Tone } from './meter.ts';
import type { World } from './world.ts';

export type { Chart, Outcome } from './chart.ts';
export type { CellLook, MarkLook, Meter, NumberOrKnob, Tone } from './meter.ts';
export { Refusal } from './refusal.ts';
export { inMs, inWords, worldSentences } from './world-sentences.ts';
export { momentMs } from './guarantee.ts';

/* ── Knobs ─────────────────────────────────────────────────────────────────────────────────────────────────── */

interface KnobText {
  readonly name: string;
  readonly label: string;
  /** The heading that the knob stands under. */
  readonly group: string;
  /** One sentence: what turning it does. */
  readonly help: string;
  /** It is shown only while another knob has one of these values. Its own is kept meanwhile. */
  readonly onlyWith?: { readonly knob: string; readonly values: readonly KnobValue[] };
}
export type Knob = KnobText &
  (
    | {
        readonly kind: 'number';
        readonly min: number;
        readonly max: number;
        readonly step: number;
        readonly default: number;
        /** Shown after the value: `ms`, `s`, `%`, `calls`, `/s`. */
        readonly unit: string;
        readonly scale?: 'linear' | 'log';
      }
    | { readonly kind: 'choice'; readonly options: readonly { value: string; label: string }[]; readonly default: string }
    | { readonly kind: 'switch'; readonly default: boolean }
  );
export type KnobValue = number | string | boolean;
export type Knobs = Readonly<Record<string, KnobValue>>;

/** Published defaults of a real library, as knobs. */
export interface Settings {
  readonly name: string;
  readonly label: string;
  /** Where the figures are published. */
  readonly source: { readonly title: string; readonly url: string };
  /** How they were brought into this world, where they could not be taken as they are. */
  readonly note?: string;
  readonly knobs: Knobs;
}

/* ── Topology and its pictures ─────────────────────────────────────────────────────────────────────────────── */

/** A state that a pill or a lane shows, in words, tone and shape. */
export interface StateLook {
  /** A caption's template over the gauges of its card: `Leader, term {term}`. */
  readonly label: string;
  readonly tone: Tone;
  /** The small shape in a pill. */
  readonly shape: SmallShape;
  /** The ground of a lane segment. */
  readonly ground: GroundPattern;
  /** The card that is in this state is filled with ink and wears a crown. */
  readonly mark?: 'leader';
}

export interface Card {
  readonly id: string;
  readonly shape: 'client' | 'service' | 'store' | 'queue';
  readonly label: string;
  /** A lucide icon's name; in the data of a page its path. */
  readonly icon: string;
  /** The part that the pattern adds is inked. */
  readonly ink?: boolean;
  /** Gauge and looks of the state pill. Left out, the pill shows the node's own state. */
  readonly pill?: { readonly value: string; readonly looks: Readonly<Record<string, StateLook>> };
  readonly meters: readonly Meter[];
}

export interface NodeSpec {
  readonly id: string;
  readonly label: string;
  /** Drawn round the node's cards, with this caption: `one process`. Several nodes are held together by a group instead. */
  readonly boundary?: string;
  readonly cards: readonly Card[];
  /** The faults that this node takes; all of them when left out, none for a load generator (`[]`). */
  readonly faults?: readonly FaultKind[];
}

/** A directed link carries requests there and their replies back; its id is `from>to`. */
export interface LinkSpec {
  readonly from: string;
  readonly to: string;
  /** One-way latency in ms: uniform between min and max. */
  readonly latencyMs: readonly [min: number, max: number];
  /** Cards that the drawn line joins, where a node has several. */
  readonly fromCard?: string;
  readonly toCard?: string;
  /** Dashed when a message is sent without waiting for a reply; dotted, without an arrow, when it stays on one machine; pale, without an arrow, when it is one of many among equals. */
  readonly style?: 'network' | 'asynchronous' | 'local' | 'mesh';
}

/** Several nodes that share something: the containers of a pod, each of which can crash alone, or the replicas of a shard. */
export interface GroupSpec {
  /** Differs from the ids of all nodes. */
  readonly id: string;
  readonly label: string;
  readonly caption: string;
  readonly kind: 'process' | 'pod' | 'group';
  readonly nodes: readonly string[];
  /**
   * Its nodes, each with one card, are laid out in rows inside of its boundary: ten as cards, a hundred as small cells. A wiring places none of them, and draws
   * the links between a node and all of them as one line: `web>shards`, by the id of the group.
   */
  readonly grid?: {
    /** How many of the nodes take part, from the first on. The others are not drawn. */
    readonly size: NumberOrKnob;
  };
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** One way to lay the topology out. Edges are corner points; corners are rounded when drawn. */
export interface Wiring {
  readonly width: number;
  readonly height: number;
  readonly cards: Readonly<Record<string, Box>>;
  /** By the id of a node with a boundary, or of a group. */
  readonly boundaries: Readonly<Record<string, Box>>;
  readonly edges: Readonly<Record<string, readonly (readonly [x: number, y: number])[]>>;
  /** Dotted lines inside a process, between two of its cards. */
  readonly inner?: readonly (readonly (readonly [x: number, y: number])[])[];
  /** Cards that this wiring leaves out. */
  readonly hides?: readonly string[];
}
export interface Topology {
  readonly nodes: readonly NodeSpec[];
  readonly groups?: readonly GroupSpec[];
  readonly links: readonly LinkSpec[];
  readonly wirings: { readonly desk: Wiring; readonly portrait: Wiring };
}

/* ── The timeline ──────────────────────────────────────────────────────────────────────────────────────────── */

export interface Lane {
  readonly label: string;
  readonly node: string;
  /** The gauge whose value is the lane's state. Left out, the lane shows the node's own state. */
  readonly state?: { readonly card: string; readonly value: string; readonly looks: Readonly<Record<string, StateLook>> };
  /** A tick for every request that ended: those that this node made, or those that were made to it, as their callers saw them end. */
  readonly rug?: 'made' | 'answered';
  /** A gauge drawn as an area below the lane. */
  readonly area?: { readonly card: string; readonly value: string; readonly max: NumberOrKnob };
}

/* ── Experiments, promises, mutants, breaks ────────────────────────────────────────────────────────────────── */

export interface Experiment {
  readonly name: string;
  readonly label: string;
  readonly icon: string;
  /** One sentence: what to watch. */
  readonly watch: string;
  readonly seed: number;
  readonly knobs?: Knobs;
  readonly faults: readonly Fault[];
  readonly durationMs: number;
  /** Where the playhead stands when the experiment is opened. */
  readonly stillAtMs: number;
}

/** A famous wrong version, as small edits of the real file. */
export interface Mutant {
  readonly name: string;
  readonly label: string;
  /** One or two sentences: the bug that it stands for. */
  readonly standsFor: string;
  readonly reference?: { readonly title: string; readonly url: string };
  /** Each `find` stands exactly once in the file. `file` is the pattern file's name without `.ts`; the first of `code` when left out. */
  readonly edits: readonly { readonly file?: string; readonly find: string; readonly replace: string }[];
}

/** A line of the code at which the pattern decides something: the page lights it when a run comes there. */
export interface Decisive {
  /** The pattern file's name without `.ts`; the first of `code` when left out. */
  readonly file?: string;
  /** Words that stand on exactly one line of it. They mean the innermost statement in which they end: with `if (late) return` the return. */
  readonly line: string;
  /** What is decided there: "the wait is over". No other line has the same. */
  readonly label: string;
}

/** What must break, and where it is shown: a mutant, or knobs that switch a protection off. */
export interface Break {
  readonly name: string;
  readonly label: string;
  readonly promise: string;
  readonly experiment: string;
  readonly seed: number;
  readonly mutant?: string;
  readonly knobs?: Knobs;
  readonly faults?: readonly Fault[];
}

export interface PromiseText {
  readonly name: string;
  readonly kind: 'safety' | 'liveness';
  /** A flat statement that can be false: "While open, payments gets no calls". */
  readonly label: string;
  /** One or two sentences: what it means and why it matters. */
  readonly meaning: string;
}
export interface ScenarioPromise extends PromiseText {
  /**
   * Asks for a second run to compare with: the faults of it, while code, knobs and seed are this run's. Chance is split by node and
   * link, so all that the differing faults do not reach happens at the same microsecond in both. Where none differs the promise is not exercised.
   */
  beside?(faults: readonly Fault[], knobs: Knobs): readonly Fault[];
  /**
   * Called at the start of every run, unless it has to be compared with another and cannot be. The handlers see each trace row of their
   * kind, in order, after the event that wrote it is over. `beside` is what the world and the code wrote in the run that `beside()` asked
   * for, without the rows of judging (`statechart`, `overdue`); empty where it asked for none.
   */
  watch(judge: Judge, knobs: Knobs, beside: readonly TraceRow[]): { readonly [kind: string]: (row: TraceRow) => void };
}

/** The data part: what a page needs to draw the playground. Plain JSON. */
export interface ScenarioData {
  readonly slug: string;
  readonly code: readonly string[];
  readonly topology: Topology;
  /** The small picture on cards and in lists. */
  readonly glyph: Glyph;
  readonly knobs: readonly Knob[];
  readonly settings: readonly Settings[];
  readonly experiments: readonly Experiment[];
  readonly breaks: readonly Break[];
  readonly mutants: readonly Mutant[];
  readonly decisive: readonly Decisive[];
  readonly lanes: readonly Lane[];
  readonly charts: readonly Chart[];
  readonly promises: readonly PromiseText[];
  /** Reply codes that mean "rejected on purpose" rather than "failed". */
  readonly rejections: readonly string[];
  /** What the pattern claims to survive: fault kinds, and how many faults at once. Beyond it the reader may go, and is told so. */
  readonly budget: { readonly kinds: readonly FaultKind[]; readonly atOnce: number };
  /** What the simulation leaves out, a sentence each. */
  readonly leavesOut: readonly string[];
  /** Left out by a scenario that does not offer itself for the home page. */
  readonly hero?: Hero;
  /** States of the statechart with the sentence of each, and its transitions; drawn on the page. */
  readonly statechart: StatechartPicture;
}
export interface StatechartPicture {
  readonly states: readonly {
    readonly name: string;
    readonly sentence: string;
    /** Where its middle lies, relative to the others. */
    readonly x: number;
    readonly y: number;
    readonly tone: Tone;
    readonly initial: boolean;
    /** The state that holds it, where it is one of several inside another: a transition may name that one too. */
    readonly within?: string;
  }[];
  readonly transitions: readonly { readonly from: string; readonly to: string; readonly event: string }[];
}

/** What a scenario.ts declares. `Code` maps a pattern file's name to its exports. */
export interface Scenario<Code = Record<string, unknown>>
  extends Omit<ScenarioData, 'slug' | 'statechart' | 'promises'> {
  readonly promises: readonly ScenarioPromise[];
  readonly machine: AnyStateMachine;
  /** For each kind of row that explains a break, its sentence: a chain of causes reads as prose. */
  readonly sentences: { readonly [kind: string]: (row: TraceRow) => string };
  /** Builds the world. With `control` it builds the same world without the pattern. */
  start(world: World<Code>, setup: { readonly knobs: Knobs; readonly control: boolean }): void;
}

export const defineScenario = <Code>(scenario: Scenario<Code>): Scenario<Code> => scenario;
