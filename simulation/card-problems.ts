import type { CellLook, Knob, MarkLook, Meter, NumberOrKnob, ScenarioData, Tone } from './scenario.ts';

/** What is wrong with the cards of a scenario before anything has run: sentences that say what, where, and what to do. */
export function cardProblems({ topology, knobs }: Pick<ScenarioData, 'topology' | 'knobs'>): readonly string[] {
  return topology.nodes.flatMap(({ cards }) => cards).flatMap((card) => card.meters.flatMap((meter) => meterProblems(meter, knobs).map((problem) => `the ${meter.kind} of the card ${card.id} ${problem}`)));
}

function meterProblems(meter: Meter, knobs: readonly Knob[]): string[] {
  const numbers = Object.entries(meter).flatMap(([field, value]) => (isNumberOrKnob(value) ? [{ field, value }] : []));
  return [
    ...numbers.flatMap(({ field, value }) => numberProblems(field, value, knobs)),
    ...('looks' in meter && meter.kind !== 'hash-ring' && meter.kind !== 'list' ? tonesAlone(meter.looks ?? {}, ({ height = 'tall', ground = 'plain' }) => `${height}, ${ground}`, 'height or the ground') : []),
    ...(meter.kind === 'hash-ring' || meter.kind === 'list' ? tonesAlone<MarkLook>(meter.looks ?? {}, ({ shape }) => shape, 'shape') : []),
  ];
}

function numberProblems(field: string, value: NumberOrKnob, knobs: readonly Knob[]): string[] {
  if (typeof value !== 'number') {
    return knobs.some(({ name, kind }) => name === value.knob && kind === 'number') ? [] : [`takes its ${field} from the knob ${value.knob}, which is no knob with a number: name one of ${knobs.filter(({ kind }) => kind === 'number').map(({ name }) => name).join(', ')}`];
  }
  const isSize = field !== 'min' && field !== 'limit';
  return Number.isFinite(value) && (value > 0 || !isSize) ? [] : [`has ${field} ${value}: it must be a number above 0`];
}

/** Marks that only their colour tells apart. */
function tonesAlone<Look extends CellLook | MarkLook>(looks: Readonly<Record<string, Look>>, formOf: (look: Look) => string, what: string): string[] {
  const entries = Object.entries(looks);
  return entries.flatMap(([mark, look], index) => {
    const twin = entries.slice(0, index).find(([, other]) => formOf(other) === formOf(look) && toneOf(other) !== toneOf(look));
    return twin === undefined ? [] : [`tells its marks ${twin[0]} and ${mark} apart by their colour alone: change the ${what} of one`];
  });
}
const toneOf = ({ tone }: { readonly tone: Tone }) => tone;

const isNumberOrKnob = (value: unknown): value is NumberOrKnob => typeof value === 'number' || (typeof value === 'object' && value !== null && 'knob' in value);
