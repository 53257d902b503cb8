import type { Break, Mutant } from '../../../simulation/scenario.ts';

const endpoints = 'ambassador.endpoints';
const ring = 'ambassador.ring';

export const mutants: readonly Mutant[] = [
  {
    name: 'modulo',
    label: 'The remainder picks the point',
    standsFor: 'The point is the remainder of the hash by how many points there are. With one shard more there are more points, and nearly every key moves.',
    edits: [{ file: ring, find: 'const first = this.firstFrom(hashOf(key));', replace: 'const first = hashOf(key) % this.hashes.length;' }],
  },
  {
    name: 'seeded-hash',
    label: 'A hash with a seed',
    standsFor: 'The hash is the language’s own, with a seed for each process against hostile keys. Two ambassadors with one list send one cart to two shards.',
    reference: { title: 'Python: PYTHONHASHSEED', url: 'https://docs.python.org/3/using/cmdline.html#envvar-PYTHONHASHSEED' },
    edits: [
      { file: ring, find: 'export function hashOf(text: string): number {\n  let hash = 0x811c9dc5;', replace: 'const seed = Math.floor(Math.random() * 2 ** 32);\nexport function hashOf(text: string): number {\n  let hash = seed;' },
    ],
  },
  {
    name: 'first-list',
    label: 'Keep the first list',
    standsFor: 'Names are resolved once, when the process starts, and kept for as long as it lives. It asks yesterday’s shards.',
    edits: [{ file: endpoints, find: 'if (known !== undefined && version <= known.version) return;', replace: 'if (known !== undefined) return;' }],
  },
  {
    name: 'ready-too-soon',
    label: 'Ready without endpoints',
    standsFor: 'It listens, so it says that it is ready. The application starts beside it, and its first calls find nobody to ask.',
    edits: [{ file: endpoints, find: '    return (this.started ??= this.learn());\n', replace: '    this.started ??= this.learn();\n    return Promise.resolve();\n' }],
  },
  {
    name: 'waits-for-copy',
    label: 'Wait for the copy',
    standsFor: 'The copy is awaited before the call. Each of them takes as long as the slower of the two, and what nobody depends on can stop everybody.',
    edits: [{ find: 'void this.copy(call);', replace: 'await this.copy(call);' }],
  },
  {
    name: 'copies-unbounded',
    label: 'Copies without end',
    standsFor: 'Nobody waits for copies, so nobody counts them. A slow mirror has thousands of them wait in the memory that the calls need.',
    edits: [{ find: "    if (this.copiesOut >= mirror.copiesMax) return this.tell('dropped', number, '');\n", replace: '' }],
  },
  {
    name: 'arms-by-chance',
    label: 'Draw the version anew',
    standsFor: 'One request in ten goes to the next version, and not one user in ten. Who looks twice sees two carts.',
    edits: [{ find: 'shareOf(`${split.salt} ${split.userOf(request)}`)', replace: 'this.rules.random()' }],
  },
  {
    name: 'percent-as-share',
    label: 'Ten is not a tenth',
    standsFor: 'The option says percent, and the code compares it with a share. The careful trial with one user in ten is one with all.',
    edits: [{ find: '< split.percent / 100;', replace: '< split.percent;' }],
  },
  {
    name: 'repeats-everything',
    label: 'Repeat what was received',
    standsFor: 'Whatever fails is tried again. A reply that was lost looks like a request that was, and the second one adds to the cart again.',
    reference: { title: 'nginx: proxy_next_upstream non_idempotent', url: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream' },
    edits: [{ find: 'return this.rules.isIdempotent(request);', replace: 'return true;' }],
  },
  {
    name: 'same-again',
    label: 'Ask the same again',
    standsFor: 'The retry takes the key’s own shard, as the first attempt did: it asks a shard that is down whether it is still down.',
    reference: { title: 'Envoy: retry host predicate', url: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/http_connection_management#retry-plugin-configuration' },
    edits: [{ file: endpoints, find: '      if (tried.includes(endpoint)) continue;\n', replace: '' }],
  },
  {
    name: 'no-limit-per-attempt',
    label: 'One time for all',
    standsFor: 'Only the call has a limit, and no attempt. A shard that hangs uses up all of it, and there is no time left to ask another.',
    edits: [{ find: 'Math.min(tryTimeoutMs, leftMs)', replace: 'leftMs' }],
  },
  {
    name: 'time-starts-anew',
    label: 'The time starts anew',
    standsFor: 'Each attempt has the whole time of the call. Three of them take three times as long as the caller was told.',
    edits: [{ find: 'const leftMs = call.deadline - clock.now();', replace: 'const leftMs = call.timeoutMs;' }],
  },
  {
    name: 'no-panic',
    label: 'Eject everybody',
    standsFor: 'Breakers are heeded whatever happens. When something that all shards need falters for a moment, all are ejected, and the service is down though every shard is up.',
    reference: { title: 'Envoy: panic threshold', url: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/panic_threshold' },
    edits: [{ file: endpoints, find: 'endpoints.length - ejected.size < endpoints.length * panicRatio', replace: 'panicRatio > 1' }],
  },
  {
    name: 'one-breaker',
    label: 'One breaker for all shards',
    standsFor: 'The breaker stands before the service and not before each endpoint. One shard that is dead closes the way to all of them.',
    edits: [{ file: endpoints, find: 'const made = this.options.breaker(endpoint);', replace: 'const made = [...this.breakers.values()][0] ?? this.options.breaker(endpoint);' }],
  },
  {
    name: 'breaker-per-call',
    label: 'A breaker for each call',
    standsFor: 'A breaker is made anew for every call, has seen no failure, and never opens. The dead shard is asked first, every time.',
    reference: { title: 'nodeshift/opossum #509', url: 'https://github.com/nodeshift/opossum/issues/509' },
    edits: [{ file: endpoints, find: '    this.breakers.set(endpoint, made);\n', replace: '' }],
  },
  {
    name: 'forwards-all-headers',
    label: 'Forward every header',
    standsFor: 'The request goes on as it came, with what it says of the connection to localhost. The next server takes that for what its own connection is like.',
    reference: { title: 'RFC 9110, 7.6.1: Connection', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1' },
    edits: [{ find: 'decorate(endToEnd(request.headers))', replace: 'decorate(request.headers)' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'modulo', label: 'Take the remainder', promise: 'few-move', experiment: 'shard-added', seed: 2, mutant: 'modulo' },
  { name: 'remainder', label: 'Lay out by remainder', promise: 'few-move', experiment: 'shard-added', seed: 2, knobs: { placement: 'remainder' } },
  { name: 'two-rings', label: 'Tell one pod only', promise: 'one-list-soon', experiment: 'shard-added', seed: 2, knobs: { joins: 'one' } },
  { name: 'first-list', label: 'Keep the first list', promise: 'one-list-soon', experiment: 'shard-added', seed: 2, mutant: 'first-list' },
  { name: 'seeded-hash', label: 'Seed the hash', promise: 'one-shard', experiment: 'shard-dies', seed: 1, mutant: 'seeded-hash' },
  { name: 'ready-too-soon', label: 'Be ready too soon', promise: 'ready-first', experiment: 'shard-dies', seed: 1, mutant: 'ready-too-soon', faults: [{ atMs: 0, forMs: 4_000, kind: 'cut', target: 'ambassador-1>directory' }] },
  { name: 'waits-for-copy', label: 'Wait for the copy', promise: 'mirror-unfelt', experiment: 'slow-mirror', seed: 3, mutant: 'waits-for-copy' },
  { name: 'copies-unbounded', label: 'Copy without end', promise: 'few-copies', experiment: 'slow-mirror', seed: 3, mutant: 'copies-unbounded' },
  { name: 'arms-by-chance', label: 'Draw the version', promise: 'one-version', experiment: 'nine-to-one', seed: 4, mutant: 'arms-by-chance' },
  { name: 'percent-as-share', label: 'Send everybody', promise: 'split-as-asked', experiment: 'nine-to-one', seed: 4, mutant: 'percent-as-share' },
  { name: 'repeats-everything', label: 'Repeat everything', promise: 'added-once', experiment: 'shard-dies', seed: 1, mutant: 'repeats-everything' },
  { name: 'same-again', label: 'Ask the same again', promise: 'asks-another', experiment: 'shard-dies', seed: 1, mutant: 'same-again' },
  { name: 'no-limit-per-attempt', label: 'Let it hang', promise: 'reads-survive', experiment: 'shard-dies', seed: 1, mutant: 'no-limit-per-attempt' },
  { name: 'both-retry', label: 'Retry at both', promise: 'few-attempts', experiment: 'all-falter', seed: 5, knobs: { appAttempts: 3 } },
  {
    name: 'time-starts-anew', label: 'Give each its time', promise: 'in-time', experiment: 'all-falter', seed: 5, mutant: 'time-starts-anew', knobs: { tryTimeoutMs: 600 },
    faults: [1, 2, 3].map((number) => ({ atMs: 5_000, forMs: 4_000, kind: 'pause', target: `shard-${number}` }) as const),
  },
  { name: 'no-panic', label: 'Eject everybody', promise: 'somebody-asked', experiment: 'all-falter', seed: 5, mutant: 'no-panic' },
  { name: 'one-breaker', label: 'One breaker for all', promise: 'only-the-failing', experiment: 'shard-dies', seed: 1, mutant: 'one-breaker' },
  { name: 'breaker-per-call', label: 'New breakers always', promise: 'left-alone', experiment: 'shard-dies', seed: 1, mutant: 'breaker-per-call' },
  { name: 'forwards-all-headers', label: 'Forward all headers', promise: 'end-to-end', experiment: 'shard-dies', seed: 1, mutant: 'forwards-all-headers' },
];
