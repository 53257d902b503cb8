import { inWords, type Card, type Meter, type ScenarioData } from './scenario.ts';
import type { Json, TraceRow } from './trace.ts';

/** A gauge that a card names. `known` are the states or marks that it has a look for, where only those can be drawn. */
interface Named {
  readonly gauge: string;
  readonly known?: readonly string[];
  readonly marksOf?: (value: Json) => readonly string[];
}
type Row = Pick<TraceRow, 'node' | 'kind' | 'data'>;

/**
 * Which gauges of the cards the runs of a scenario do not bear out: sentences that say what, where, and what to do.
 * @param rows of as many runs as show every state, one after the other
 */
export function gaugeProblems({ topology }: Pick<ScenarioData, 'topology'>, rows: readonly Row[]): readonly string[] {
  const shown = valuesShown(rows);
  return topology.nodes.flatMap((node) =>
    node.cards.flatMap((card) =>
      gaugesOf(card).flatMap(({ gauge, known, marksOf = stateOf }) => {
        const values = shown.get(`${node.id} ${card.id} ${gauge}`);
        if (values === undefined) return [`the card ${card.id} draws the gauge ${gauge}, which ${node.id} never shows: show it with env.show, or name another`];
        if (known === undefined) return [];
        const marks = new Set([...values].flatMap((value) => marksOf(JSON.parse(value) as Json)));
        return [...marks].filter((mark) => !known.includes(mark)).map((mark) => `the card ${card.id} has no look for ${mark} of its gauge ${gauge}: give it one`);
      }),
    ),
  );
}

function gaugesOf({ pill, meters }: Card): readonly Named[] {
  return [...(pill === undefined ? [] : [{ gauge: pill.value, known: Object.keys(pill.looks) }]), ...meters.flatMap(gaugesOfMeter)];
}

function gaugesOfMeter(meter: Meter): readonly Named[] {
  switch (meter.kind) {
    case 'switch':
      return [{ gauge: meter.value, known: Object.keys(meter.angles) }];
    case 'caption':
      return [{ gauge: meter.value, known: Object.keys(meter.by) }];
    case 'cells':
      return [{ gauge: meter.value, known: Object.keys(meter.looks), marksOf: cellMarks }];
    case 'messages':
    case 'waiting':
      return [{ gauge: meter.value, known: Object.keys(meter.looks), marksOf: itemMarks }];
    case 'list':
      return [{ gauge: meter.value, known: Object.keys(meter.looks ?? {}), marksOf: itemMarks }];
    case 'hash-ring':
      return [meter.value, ...(meter.keys === undefined ? [] : [meter.keys])].map((gauge) => ({ gauge, known: Object.keys(meter.looks), marksOf: itemMarks }));
    case 'log': {
      const entries = meter.entries === undefined ? [] : [{ gauge: meter.entries, known: Object.keys(meter.looks ?? {}), marksOf: cellMarks }];
      return [{ gauge: meter.value }, ...entries, ...(meter.gone === undefined ? [] : [{ gauge: meter.gone }]), ...meter.positions.map(({ value }) => ({ gauge: value }))];
    }
    case 'slots':
    case 'value':
    case 'spark':
    case 'bar':
    case 'dial':
    case 'countdown':
      return [{ gauge: meter.value }];
  }
}

const stateOf = (value: Json): readonly string[] => (typeof value === 'string' ? [value] : []);
const cellMarks = (value: Json): readonly string[] => (Array.isArray(value) ? value.flatMap((mark: Json) => (mark === null ? [] : [inWords(mark)])) : typeof value === 'string' ? Array.from(value) : []);
const itemMarks = (value: Json): readonly string[] =>
  Array.isArray(value) ? value.flatMap((item: Json) => (typeof item === 'object' && item !== null && 'mark' in item ? [inWords(item['mark'])] : [])) : [];

/** By node, card and gauge: the different values, as JSON. Of numbers only that there were some. */
function valuesShown(rows: readonly Row[]): ReadonlyMap<string, ReadonlySet<string>> {
  const shown = new Map<string, Set<string>>();
  for (const { node, kind, data } of rows) {
    if (kind !== 'shown') continue;
    for (const [gauge, value] of Object.entries(data['gauges'] as Record<string, Json>)) {
      const key = `${node} ${inWords(data['card'])} ${gauge}`;
      let values = shown.get(key);
      if (values === undefined) shown.set(key, (values = new Set()));
      if (typeof value !== 'number') values.add(JSON.stringify(value));
    }
  }
  return shown;
}
