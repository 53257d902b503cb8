import * as v from 'valibot';
import { bounds } from '@/simulation/bounds.ts';
import { editedTextMax } from '@/simulation/edits/edits.ts';
import type { RunResult } from '@/simulation/run.ts';
import { answerMax } from './answer-max.ts';
import { holdsTooMuch } from './holds-too-much.ts';
import { areFlights, areRows } from './row-checks.ts';

/** The kernel's own bounds, and the row that ends a run. */
const rowsMax = bounds.rows + 1;

const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(bounds.durationMs * 1000));
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
  suspended: v.pipe(v.array(suspension), v.maxLength(bounds.suspensionsTold)),
  metrics: v.record(word, v.number()),
  decisive: v.pipe(v.array(decisive), v.maxLength(100)),
  lastEdited: v.optional(v.object({ file: word, line: count, within: word, at: time })),
});

type Head = v.InferOutput<typeof head>;

/** Times are in order and none is after the end, and whatever names a row names one that is there: the views follow both. */
function isCoherent({ durationUs, endedAt, promises, decisive, violation, lastEdited }: Head, rowCount: number): boolean {
  const areTimes = (times: readonly number[]) => times.every((at, index) => at <= endedAt && (index === 0 || at >= times[index - 1]!));
  return (
    endedAt <= durationUs &&
    promises.every(({ checks, checkedAt, brokenAt = 0 }) => checks === checkedAt.length && areTimes(checkedAt) && brokenAt <= endedAt) &&
    decisive.every(({ at, nodes }) => at.length === nodes.length && areTimes(at)) &&
    (violation === undefined || [violation, ...violation.chain].every(({ row, at }) => row >= 1 && row <= rowCount && at <= endedAt)) &&
    (lastEdited === undefined || lastEdited.at <= endedAt)
  );
}

/**
 * What came back from the sandbox, if it is a run and nothing else; undefined otherwise. Nothing in it is trusted:
 * its shape and sizes are checked here, and its texts are only ever shown as text.
 */
export function parseRunResult(json: unknown): RunResult | undefined {
  if (typeof json !== 'string' || json.length > answerMax || holdsTooMuch(json)) return undefined;
  try {
    const answer = JSON.parse(json) as { readonly rows?: unknown; readonly flights?: unknown };
    const parsed = v.safeParse(head, answer);
    if (!parsed.success) return undefined;
    const { output } = parsed;
    const { rows, flights } = answer;
    if (!areRows(rows, rowsMax, output.endedAt) || !areFlights(flights, rowsMax, output.endedAt) || !isCoherent(output, rows.length)) return undefined;
    return { ...output, rows, flights } as unknown as RunResult;
  } catch {
    return undefined;
  }
}
