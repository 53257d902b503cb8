import type { RunResult } from '../run.ts';
import type { ScenarioData } from '../scenario.ts';
import type { MessageFlight, TraceRow } from '../trace.ts';
import { Spans, type Span } from './doing-spans.ts';
import { wordOf } from './frame-caption.ts';
import { logOf, type LogLine } from './log.ts';
import { labelsOf } from './labels.ts';

/** One way of a link: when its messages were sent, delivered and lost. Every list is in order. */
export interface WayTimes {
  readonly sent: number[];
  readonly delivered: number[];
  /** By reason code. */
  readonly lost: Map<string, number[]>;
}
/** A run, arranged by who is busy with what. */
export interface DoingIndex {
  /** By node: the requests that it waits for, and those that it is answering. */
  readonly waiting: ReadonlyMap<string, Spans>;
  readonly answering: ReadonlyMap<string, Spans>;
  /** By link. */
  readonly there: ReadonlyMap<string, WayTimes>;
  readonly back: ReadonlyMap<string, WayTimes>;
  /** By node, the lines of the log that tell of it, and their times. */
  readonly lines: ReadonlyMap<string, { readonly lines: readonly LogLine[]; readonly times: Float64Array }>;
  /** By node, its label. */
  readonly labels: ReadonlyMap<string, string>;
}

const known = new WeakMap<RunResult, DoingIndex>();

/** Built once per run, when somebody first asks, and gone with it. */
export function doingIndexOf(run: RunResult, data: ScenarioData): DoingIndex {
  let index = known.get(run);
  if (index === undefined) known.set(run, (index = { ...spansIn(run.rows), ...waysIn(run.flights), lines: linesByNode(run, data), labels: labelsOf(data.topology) }));
  return index;
}

/** The spans of every node while its rows are read. */
class OpenSpans {
  readonly byNode = new Map<string, Span[]>();
  private readonly open = new Map<string, Span[]>();

  begin(node: string, span: Span): void {
    listed(this.byNode, node).push(span);
    listed(this.open, `${node} ${span.request}`).push(span);
  }
  /** A request that arrived twice is answered twice: the older answer ends the older span. */
  end(node: string, request: number, at: number): void {
    const span = this.open.get(`${node} ${request}`)?.shift();
    if (span !== undefined) span.to = at;
  }
  /** With its process a node's calls end, and nobody says so. */
  endAll(node: string, at: number): void {
    for (const span of this.byNode.get(node) ?? []) span.to = Math.min(span.to, at);
  }
  spans(): ReadonlyMap<string, Spans> {
    return new Map([...this.byNode].map(([node, spans]) => [node, new Spans(spans)]));
  }
}

function spansIn(rows: readonly TraceRow[]): Pick<DoingIndex, 'waiting' | 'answering'> {
  const waiting = new OpenSpans();
  const answering = new OpenSpans();
  const deadlines = new Map<number, number>();
  for (const { kind, node, at, data } of rows) {
    const request = Number(data['request']);
    if (kind === 'request.started') {
      const deadline = typeof data['deadline'] === 'number' ? data['deadline'] : undefined;
      if (deadline !== undefined) deadlines.set(request, deadline);
      waiting.begin(node, { from: at, to: Infinity, request, whom: wordOf(data['to']), deadline });
    } else if (kind === 'request.ended') waiting.end(node, request, at);
    else if (kind === 'message.delivered' && data['kind'] === 'request') {
      answering.begin(node, { from: at, to: Infinity, request, whom: wordOf(data['link']).split('>')[0]!, deadline: deadlines.get(request) });
    } else if (kind === 'message.sent' && data['kind'] === 'reply') answering.end(node, request, at);
    else if (kind === 'node.state' && (data['state'] === 'down' || data['state'] === 'exited')) {
      waiting.endAll(node, at);
      answering.endAll(node, at);
    }
  }
  return { waiting: waiting.spans(), answering: answering.spans() };
}

function waysIn(flights: readonly MessageFlight[]): Pick<DoingIndex, 'there' | 'back'> {
  const there = new Map<string, WayTimes>();
  const back = new Map<string, WayTimes>();
  for (const { link, kind, sentAt, arrivesAt, lost } of flights) {
    const ways = kind === 'reply' ? back : there;
    let way = ways.get(link);
    if (way === undefined) ways.set(link, (way = { sent: [], delivered: [], lost: new Map() }));
    way.sent.push(sentAt);
    if (lost === '') way.delivered.push(arrivesAt);
    else listed(way.lost, lost).push(lost === 'down' ? arrivesAt : sentAt);
  }
  for (const ways of [there, back]) for (const { sent, delivered, lost } of ways.values()) for (const times of [sent, delivered, ...lost.values()]) times.sort((one, other) => one - other);
  return { there, back };
}

function linesByNode(run: RunResult, data: ScenarioData): DoingIndex['lines'] {
  const lines = new Map<string, LogLine[]>();
  for (const line of logOf(run, data).lines) listed(lines, run.rows[line.row - 1]?.node ?? '').push(line);
  return new Map([...lines].map(([node, own]) => [node, { lines: own, times: Float64Array.from(own, ({ at }) => at) }]));
}

function listed<Item>(lists: Map<string, Item[]>, key: string): Item[] {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = []));
  return list;
}
