import type { RunResult } from '@/simulation/run.ts';

/** Levels of lists and objects in the data of a row, as the kernel has them at most. */
const depthMax = 34;
const textMax = 100_000;
const timeMax = 1e13;

type Fields = Readonly<Record<string, unknown>>;
type Check = (data: Fields, id: number) => boolean;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
const isTime = (value: unknown): value is number => isCount(value) && value <= timeMax;
const isWord = (value: unknown): boolean => typeof value === 'string' && value.length <= 200;
const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 2000;
const isNumber = (value: unknown): boolean => typeof value === 'number';

const place: Check = ({ file, line, text }) => isWord(file) && isCount(line) && isText(text);
const fault: Check = ({ target, kind }) => isWord(target) && isWord(kind);

/** What the views take for granted of the kernel's own rows. Rows of other kinds hold any plain data. */
const checks: ReadonlyMap<unknown, Check> = new Map<string, Check>([
  ['run.started', ({ experiment }) => isWord(experiment)],
  ['run.ended', ({ status }) => isWord(status)],
  ['node.state', ({ state, factor, failRatio }) => isWord(state) && isNumber(factor) && isNumber(failRatio)],
  ['pod.state', ({ pod, state, generation, ending }) => isWord(pod) && isWord(state) && isCount(generation) && isWord(ending)],
  ['link.state', ({ link, state, there, back }) => isWord(link) && isWord(state) && isObject(there) && isObject(back)],
  ['fault.applied', fault],
  ['fault.lifted', fault],
  ['fault.refused', (data, id) => fault(data, id) && isText(data.reason)],
  ['request.started', ({ request, to, deadline }) => isCount(request) && isWord(to) && isTime(deadline)],
  ['request.ended', ({ request, to, outcome, code, latencyUs, started }, id) =>
    isCount(request) && isWord(to) && isWord(outcome) && isWord(code) && isTime(latencyUs) && isCount(started) && started < id],
  ['message.sent', isFlight],
  ['message.lost', isFlight],
  ['message.delivered', isFlight],
  ['shown', ({ card, gauges }) => isWord(card) && isObject(gauges)],
  ['log', ({ text }) => isText(text)],
  ['statechart', ({ chart, event, from, expected, reported }) =>
    isWord(chart) && isWord(event) && isWord(from) && (expected === null || isWord(expected)) && isWord(reported)],
  ['overdue', ({ promise, what }) => isWord(promise) && isText(what)],
  ['uncaught-error', place],
  ['unhandled-rejection', place],
]);

/** Whether rows are numbered from 1, in the order of time up to `endedAt`, each with a cause before it. They come by the ten thousand, so each is looked at by hand. */
export function areRows(rows: unknown, countMax: number, endedAt: number): rows is RunResult['rows'] {
  if (!Array.isArray(rows) || rows.length > countMax) return false;
  let before = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row: unknown = rows[index];
    if (!isObject(row)) return false;
    const { id, at, node, kind, cause, data } = row;
    if (id !== index + 1 || !isCount(at) || at < before || at > endedAt || !isWord(node) || !isWord(kind) || !isCount(cause) || cause >= id) return false;
    if (!isObject(data) || !isPlain(data, 0) || checks.get(kind)?.(data, id) === false) return false;
    before = at;
  }
  return true;
}

/** Whether flights are numbered upwards, in the order in which they were sent. */
export function areFlights(flights: unknown, countMax: number, endedAt: number): flights is RunResult['flights'] {
  if (!Array.isArray(flights) || flights.length > countMax) return false;
  let number = 0;
  let before = 0;
  for (const flight of flights) {
    if (!isObject(flight) || !isFlight(flight)) return false;
    const { id, sentAt } = flight as { readonly id: number; readonly sentAt: number };
    if (id <= number || sentAt < before || sentAt > endedAt) return false;
    number = id;
    before = sentAt;
  }
  return true;
}

const flightKinds = new Set<unknown>(['request', 'reply', 'message']);
const outcomes = new Set<unknown>(['', 'ok', 'failed', 'rejected', 'late']);

function isFlight({ id, link, kind, sentAt, arrivesAt, lost, outcome, request, urgent }: Fields): boolean {
  return (
    isCount(id) && isWord(link) && flightKinds.has(kind) && isCount(sentAt) && isTime(arrivesAt) && arrivesAt >= sentAt &&
    isWord(lost) && outcomes.has(outcome) && isCount(request) && (urgent === undefined || urgent === true)
  );
}

/** Whether data that came out of JSON is no deeper and has no longer texts than a run's. A field that would become an object's prototype is taken out. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.length <= textMax;
  if (typeof value !== 'object' || value === null) return true;
  if (depth > depthMax) return false;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1));
  const fields = value as Record<string, unknown>;
  if (Object.hasOwn(fields, '__proto__')) delete fields.__proto__;
  for (const key in fields) if (key.length > textMax || !isPlain(fields[key], depth + 1)) return false;
  return true;
}
