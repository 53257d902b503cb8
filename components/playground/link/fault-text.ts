import { linkFaultKinds, nodeFaultKinds, podFaultKinds, type Fault, type FaultKind } from '@/simulation/fault.ts';
import { unescaped } from './fragment-fields.ts';
import { linkFaultsMax } from './link-format.ts';
import { damaged, LinkProblem, quoted } from './link-problem.ts';

/** What a kind of fault has beside its target and its times. */
const detailsOf: Readonly<Record<FaultKind, readonly string[]>> = {
  crash: [], restart: [], pause: [], slow: ['factor'], fail: ['ratio'], skew: ['offsetMs', 'rate'], stop: [], evict: [],
  cut: ['direction'], delay: ['direction', 'ms'], drop: ['direction', 'ratio'], duplicate: ['direction', 'ratio'], reorder: ['direction', 'ratio', 'ms'],
};
const kinds: readonly string[] = [...nodeFaultKinds, ...linkFaultKinds, ...podFaultKinds];

/** Faults as a link has them: `crash:payments:8000:3000,cut:checkout-1/payments:9000::direction.back`. A link's target is `from/to`. */
export const faultsText = (faults: readonly Fault[]): string => faults.map(faultText).join(',');

function faultText(fault: Fault): string {
  const details = detailsOf[fault.kind].flatMap((name) => {
    const value: unknown = Reflect.get(fault, name);
    return typeof value === 'string' || typeof value === 'number' ? [`${name}.${value}`] : [];
  });
  // Targets are escaped here once more than the whole, so that a name can have the signs that divide.
  const target = fault.target.split('>').map(encodeURIComponent).join('/');
  const times = [String(fault.atMs), ...(fault.forMs === undefined ? (details.length > 0 ? [''] : []) : [String(fault.forMs)])];
  return [fault.kind, target, ...times, ...details].join(':');
}

/** Whether they are faults of this pattern is not looked at here. @throws LinkProblem */
export function faultsOfText(text: string): Fault[] {
  if (text === '') return [];
  const parts = text.split(',', linkFaultsMax + 1);
  if (parts.length > linkFaultsMax) throw new LinkProblem(`This link is too long to be opened: it has more than ${linkFaultsMax} faults.`);
  return parts.map(faultOf);
}

function faultOf(text: string): Fault {
  const [kind = '', target = '', atMs = '', forMs = '', ...details] = text.split(':');
  if (!kinds.includes(kind)) throw damaged(`it has a fault of no kind that there is, ${quoted(kind)}.`);
  const known = detailsOf[kind as FaultKind];
  const fields: [string, string | number][] = details.map((detail) => {
    const point = detail.indexOf('.');
    const [name, value] = [detail.slice(0, point), detail.slice(point + 1)];
    if (point < 0 || !known.includes(name)) throw damaged(`a fault of the kind ${kind} has no ${quoted(detail)}.`);
    return [name, name === 'direction' ? value : numberOf(value, name)];
  });
  if (new Set(fields.map(([name]) => name)).size < fields.length) throw damaged(`a fault of the kind ${kind} says something twice.`);
  return {
    kind,
    target: target.split('/').map(unescaped).join('>'),
    atMs: numberOf(atMs, 'atMs'),
    ...(forMs === '' ? {} : { forMs: numberOf(forMs, 'forMs') }),
    ...Object.fromEntries(fields),
    // All that is left open, such as a factor that is missing, is held against the scenario when the whole link is.
  } as Fault;
}

function numberOf(text: string, name: string): number {
  const number = numberIn(text);
  if (number === undefined) throw damaged(`${name} of a fault is not a number, ${quoted(text)}.`);
  return number;
}

/** A number as it is written; undefined for anything else that a language might take for one. */
export const numberIn = (text: string): number | undefined => (text.length <= 30 && /^-?\d+(\.\d+)?(e-?\d+)?$/.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined);
