import * as v from 'valibot';
import { editedTextMax } from '@/simulation/edits/edits.ts';
import type { RunResult } from '@/simulation/run.ts';

/** No run that the kernel's own bounds allow comes near these. */
const rowsMax = 500_000;
const timeMax = 1e13;

const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(timeMax));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const word = v.pipe(v.string(), v.maxLength(200));
const sentence = v.pipe(v.string(), v.maxLength(2000));
/** A plain object. What is in it came out of JSON, so that it is plain data by construction. */
const fields = v.custom<Record<string, never>>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

const promise = v.object({
  name: word,
  kind: v.picklist(['safety', 'liveness']),
  status: v.picklist(['held', 'broken', 'untested']),
  checks: count,
  checkedAt: v.pipe(v.array(time), v.maxLength(rowsMax)),
  brokenAt: v.optional(time),
});
const violation = v.object({
  promise: word,
  at: time,
  row: count,
  what: sentence,
  chain: v.pipe(v.array(v.object({ row: count, at: time, node: word, sentence })), v.maxLength(16)),
});
const stop = v.object({ reason: v.picklist(['exhausted', 'failed']), what: sentence, node: word, file: word, line: count });
const suspension = v.object({ node: word, file: word, line: count, waitsFor: sentence });

const decisive = v.object({
  file: word,
  line: count,
  label: word,
  at: v.pipe(v.array(time), v.maxLength(rowsMax)),
  nodes: v.pipe(v.array(word), v.maxLength(rowsMax)),
});

const head = v.object({
  slug: word,
  experiment: word,
  seed: count,
  knobs: v.record(word, v.union([v.number(), v.string(), v.boolean()])),
  faults: v.pipe(v.array(fields), v.maxLength(1000)),
  mutant: word,
  edits: v.record(word, v.pipe(v.string(), v.maxLength(editedTextMax))),
  control: v.boolean(),
  status: v.picklist(['ended', 'violated', 'exhausted', 'failed']),
  durationUs: time,
  endedAt: time,
  events: count,
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  promises: v.pipe(v.array(promise), v.maxLength(100)),
  violation: v.optional(violation),
  stop: v.optional(stop),
  suspended: v.pipe(v.array(suspension), v.maxLength(rowsMax)),
  metrics: v.record(word, v.number()),
  decisive: v.pipe(v.array(decisive), v.maxLength(100)),
  lastEdited: v.optional(v.object({ file: word, line: count, within: word, at: time })),
});

const flightKinds = new Set<unknown>(['request', 'reply', 'message']);
const outcomes = new Set<unknown>(['', 'ok', 'failed', 'rejected', 'late']);

/** Rows and flights come by the ten thousand: each is looked at by hand, a list at once. */
const rows = v.custom<RunResult['rows']>((value) => Array.isArray(value) && value.length <= rowsMax && value.every(isRow));
const flights = v.custom<RunResult['flights']>((value) => Array.isArray(value) && value.length <= rowsMax && value.every(isFlight));

const schema = v.object({ ...head.entries, rows, flights });

/** The longest answer that is read at all, in characters. */
const answerMax = 64 * 1024 * 1024;

/**
 * What came back from the sandbox, if it is a run and nothing else; undefined otherwise. Nothing in it is trusted:
 * its shape and sizes are checked here, and its texts are only ever shown as text.
 */
export function parseRunResult(json: unknown): RunResult | undefined {
  if (typeof json !== 'string' || json.length > answerMax) return undefined;
  try {
    const parsed = v.safeParse(schema, JSON.parse(json));
    return parsed.success ? (parsed.output as unknown as RunResult) : undefined;
  } catch {
    return undefined;
  }
}

function isRow(row: unknown): boolean {
  if (!isObject(row)) return false;
  const { id, at, node, kind, cause, data } = row;
  return isCount(id) && isCount(at) && isWord(node) && isWord(kind) && isCount(cause) && isObject(data) && !Array.isArray(data);
}

function isFlight(flight: unknown): boolean {
  if (!isObject(flight)) return false;
  const { id, link, kind, sentAt, arrivesAt, lost, outcome, request, urgent } = flight;
  return (
    isCount(id) && isWord(link) && flightKinds.has(kind) && isCount(sentAt) && isCount(arrivesAt) &&
    isWord(lost) && outcomes.has(outcome) && isCount(request) && (urgent === undefined || urgent === true)
  );
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const isWord = (value: unknown): boolean => typeof value === 'string' && value.length <= 200;
