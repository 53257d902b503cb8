import type { Json, TraceRow } from './trace.ts';

/** A field of a row as it stands in a sentence. */
export const inWords = (value: Json | undefined): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** A span of virtual µs as it stands in a sentence. */
export const inMs = (us: number): string => `${Math.round(us / 1000)} ms`;

const endings: Readonly<Record<string, string>> = { ok: 'was answered', failed: 'failed', rejected: 'was rejected', timeout: 'timed out', aborted: 'was given up' };
const strikes: Readonly<Record<string, string>> = {
  crash: 'crashed', restart: 'was restarted', pause: 'stood still', slow: 'slowed down', fail: 'began to fail calls', skew: 'got a wrong clock', stop: 'was told to stop', evict: 'was evicted',
  cut: 'was cut', delay: 'was delayed', drop: 'began to lose messages', duplicate: 'began to send messages twice', reorder: 'began to mix up messages',
};
const place = (target: Json | undefined) => inWords(target).replace('>', ' to ');

/** What the kernel's own rows say in a chain of causes; a scenario adds those of its own, and may say more of these. */
export const worldSentences: { readonly [kind: string]: (row: TraceRow) => string } = {
  'request.started': ({ node, data }) => `${node} sent call ${inWords(data.request)} to ${inWords(data.to)}.`,
  'request.ended': ({ node, data }) => `Call ${inWords(data.request)} of ${node} to ${inWords(data.to)} ${endings[inWords(data.outcome)] ?? 'ended'} after ${inMs(Number(data.latencyUs))}.`,
  'message.lost': ({ data }) => `A ${inWords(data.kind)} was lost on ${place(data.link)}: the link was ${inWords(data.lost)}.`,
  'fault.applied': ({ data }) => `${place(data.target)} ${strikes[inWords(data.kind)] ?? 'was hit'}.`,
  'node.state': ({ node, data }) => `${node} is ${inWords(data.state)}.`,
  'pod.state': ({ data }) => `The pod ${inWords(data.pod)} is ${inWords(data.state)}.`,
  'faults.over': () => 'The last fault was over.',
  statechart: ({ node, data }) => `The code of ${node} took the event “${inWords(data.event)}”.`,
};
