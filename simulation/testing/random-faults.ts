import fc from 'fast-check';
import { linkFaultKinds, nodeFaultKinds, podFaultKinds, type Fault, type FaultKind } from '../fault.ts';
import type { ScenarioData } from '../scenario.ts';

interface Limits {
  /** Kinds to draw from, all of them when left out. */
  readonly kinds?: readonly FaultKind[];
  readonly fromMs: number;
  /** When the last one strikes at the latest. */
  readonly untilMs: number;
  readonly longestMs: number;
  /** Whether some last to the end. */
  readonly endless?: boolean;
}

const share = fc.integer({ min: 1, max: 20 }).map((twentieths) => twentieths / 20);

/** A fault that the topology's nodes, pods and links may take; whether it strikes is up to what they are doing then. */
export function randomFault({ nodes, groups = [], links }: ScenarioData['topology'], { kinds, fromMs, untilMs, longestMs, endless = false }: Limits): fc.Arbitrary<Fault> {
  const isDrawn = (kind: FaultKind) => kinds === undefined || kinds.includes(kind);
  const atNode = nodes.flatMap(({ id, faults = nodeFaultKinds }) => faults.filter(isDrawn).map((kind) => ({ kind, target: id })));
  const atLink = links.flatMap(({ from, to }) => linkFaultKinds.filter(isDrawn).map((kind) => ({ kind, target: `${from}>${to}` })));
  const atPod = groups.filter(({ kind }) => kind === 'pod').flatMap(({ id }) => podFaultKinds.filter(isDrawn).map((kind) => ({ kind, target: id })));
  const length = fc.integer({ min: 1, max: longestMs });
  return fc
    .record({
      place: fc.constantFrom(...atNode, ...atPod, ...atLink),
      atMs: fc.integer({ min: fromMs, max: untilMs }),
      forMs: endless ? fc.option(length, { nil: undefined, freq: 4 }) : length,
      factor: fc.integer({ min: 1, max: 20 }),
      ratio: share,
      ms: fc.integer({ min: 0, max: 3000 }),
      offsetMs: fc.integer({ min: -10_000, max: 10_000 }),
      rate: fc.constantFrom(0.5, 1, 2),
      direction: fc.constantFrom('there', 'back', 'both'),
    })
    .map(({ place: { kind, target }, atMs, forMs, direction, ...sizes }) => {
      const timed = { kind, target, atMs, ...(forMs === undefined ? {} : { forMs }) };
      const used = Object.fromEntries(Object.entries(sizes).filter(([name]) => sizesOf[kind]?.includes(name)));
      return { ...timed, ...used, ...((linkFaultKinds as readonly string[]).includes(kind) ? { direction } : {}) } as Fault;
    });
}

const sizesOf: { readonly [kind in FaultKind]?: readonly string[] } = {
  slow: ['factor'],
  fail: ['ratio'],
  skew: ['offsetMs', 'rate'],
  delay: ['ms'],
  drop: ['ratio'],
  duplicate: ['ratio'],
  reorder: ['ratio', 'ms'],
};
