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
    edits: [{ file: endpoints, find: 'if (known?.version === version) return;', replace: 'if (known !== undefined) return;' }],
  },
  {
    name: 'ready-too-soon',
    label: 'Ready without endpoints',
    standsFor: 'It listens, so it says that it is ready. The application starts beside it, and its first calls find nobody to ask.',
    edits: [{ file: endpoints, find: '    return (this.started ??= this.learn());\n', replace: '    void this.learn().catch(() => undefined);\n    return Promise.resolve();\n' }],
  },
  {
    name: 'waits-for-copy',
    label: 'Wait for the copy',
    standsFor: 'The copy is awaited with the call. Each of them takes as long as the slower of the two, and what nobody depends on can stop everybody.',
    edits: [{ find: '      void this.copy(call);\n      return await answer;\n', replace: '      return (await Promise.all([answer, this.copy(call)]))[0];\n' }],
  },
  {
    name: 'copies-unbounded',
    label: 'Copies without end',
    standsFor: 'Nobody waits for copies, so nobody counts them. A slow mirror has thousands of them wait in the memory that the calls need.',
    edits: [{ find: 'this.copiesOut < mirror.copiesMax ?', replace: 'this.copiesOut < Infinity ?' }],
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
    name: 'tenth-of-one',
    label: 'A tenth is nought',
    standsFor: 'The share is reckoned in whole numbers, and ten of a hundred are none. Nobody has the next version, nothing fails, and it is taken for proven.',
    edits: [{ find: '< split.percent / 100;', replace: '< Math.trunc(split.percent / 100);' }],
  },
  {
    name: 'mirror-reversed',
    label: 'Copy the others',
    standsFor: 'The comparison is the wrong way round. The less is asked for the more is copied, and at a hundred percent nothing is.',
    edits: [{ find: 'random() * 100 >= mirror.percent', replace: 'random() * 100 < mirror.percent' }],
  },
  {
    name: 'copies-what-is-there',
    label: 'Copy it to where it went',
    standsFor: 'Split and mirror are two rules that know nothing of each other. Who has the next version has every request sent there twice, and what adds adds twice.',
    edits: [{ find: 'mirror === undefined || mirror.service === call.service ||', replace: 'mirror === undefined ||' }],
  },
  {
    name: 'repeats-everything',
    label: 'Repeat what was received',
    standsFor: 'Whatever fails is tried again. A reply that was lost looks like a request that was, and the second one adds to the cart again.',
    reference: { title: 'nginx: proxy_next_upstream non_idempotent', url: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream' },
    edits: [{ find: 'return this.rules.isIdempotent(request);', replace: 'return true;' }],
  },
  {
    name: 'gives-up-refused',
    label: 'Give up what was refused',
    standsFor: 'Only what is idempotent is asked for again, whatever has happened. A shard that is down has received nothing, and every add to its carts fails.',
    edits: [{ find: '    if (!outcome.ok && this.rules.notReceived(outcome.error)) return true;\n', replace: '' }],
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
    standsFor: 'Each attempt has the whole time of the call. Several of them take longer than the caller was told.',
    edits: [{ find: 'const leftMs = call.deadline - clock.now();', replace: 'const leftMs = call.timeoutMs;' }],
  },
  {
    name: 'own-time-only',
    label: 'Heed no caller’s time',
    standsFor: 'There is a limit in the configuration, and what the caller has asked for is not read. It waits for longer than it wanted, or is gone before the answer.',
    edits: [{ find: 'Math.min(longest, timeoutOf(request.headers))', replace: 'longest' }],
  },
  {
    name: 'tells-the-longest',
    label: 'Pass on the longest time',
    standsFor: 'Each attempt is sent with the limit in the configuration, and not with what is left. A shard works for callers that have gone.',
    edits: [{ find: '[timeoutHeader]: String(Math.ceil(timeoutMs))', replace: '[timeoutHeader]: String(this.rules.timeoutMs)' }],
  },
  {
    name: 'panic-at-once',
    label: 'Panic at the first',
    standsFor: 'Whoever is ejected is asked all the same where the next one has not been tried. The breaker of a dead shard opens, and nobody heeds it.',
    edits: [{ file: endpoints, find: '      if (!isPanic(service, this.options.panicRatio)) continue;\n', replace: '' }],
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

const allHang = [1, 2, 3].map((number) => ({ atMs: 5_000, forMs: 4_000, kind: 'pause', target: `shard-${number}` }) as const);

export const breaks: readonly Break[] = [
  { name: 'modulo', label: 'Take the remainder', promise: 'few-move', experiment: 'shard-added', seed: 2, mutant: 'modulo' },
  { name: 'remainder', label: 'Lay out by remainder', promise: 'few-move', experiment: 'shard-added', seed: 2, knobs: { placement: 'remainder' } },
  { name: 'few-points', label: 'One point each', promise: 'few-move', experiment: 'shard-added', seed: 2, knobs: { points: 1 } },
  { name: 'two-rings', label: 'Tell one pod only', promise: 'one-list-soon', experiment: 'shard-added', seed: 2, knobs: { joins: 'one' } },
  { name: 'first-list', label: 'Keep the first list', promise: 'one-list-soon', experiment: 'shard-added', seed: 2, mutant: 'first-list' },
  { name: 'seeded-hash', label: 'Seed the hash', promise: 'one-shard', experiment: 'shard-dies', seed: 1, mutant: 'seeded-hash' },
  { name: 'ready-too-soon', label: 'Be ready too soon', promise: 'ready-first', experiment: 'shard-dies', seed: 1, mutant: 'ready-too-soon', faults: [{ atMs: 0, forMs: 4_000, kind: 'cut', target: 'ambassador-1>directory' }] },
  { name: 'waits-for-copy', label: 'Wait for the copy', promise: 'mirror-unfelt', experiment: 'slow-mirror', seed: 3, mutant: 'waits-for-copy' },
  { name: 'copies-unbounded', label: 'Copy without end', promise: 'few-copies', experiment: 'slow-mirror', seed: 3, mutant: 'copies-unbounded' },
  { name: 'mirror-reversed', label: 'Copy the others', promise: 'mirror-as-asked', experiment: 'slow-mirror', seed: 3, mutant: 'mirror-reversed' },
  { name: 'arms-by-chance', label: 'Draw the version', promise: 'one-version', experiment: 'nine-to-one', seed: 4, mutant: 'arms-by-chance' },
  { name: 'percent-as-share', label: 'Send everybody', promise: 'split-as-asked', experiment: 'nine-to-one', seed: 4, mutant: 'percent-as-share' },
  { name: 'tenth-of-one', label: 'Send nobody', promise: 'split-as-asked', experiment: 'nine-to-one', seed: 4, mutant: 'tenth-of-one' },
  { name: 'copies-what-is-there', label: 'Copy what is there', promise: 'added-once', experiment: 'nine-to-one', seed: 4, mutant: 'copies-what-is-there', knobs: { splitPercent: 50, mirrorPercent: 100 } },
  { name: 'repeats-everything', label: 'Repeat everything', promise: 'added-once', experiment: 'shard-dies', seed: 1, mutant: 'repeats-everything' },
  { name: 'same-again', label: 'Ask the same again', promise: 'asks-another', experiment: 'shard-dies', seed: 1, mutant: 'same-again' },
  { name: 'gives-up-refused', label: 'Give up the refused', promise: 'reads-survive', experiment: 'shard-dies', seed: 1, mutant: 'gives-up-refused' },
  { name: 'no-limit-per-attempt', label: 'Let it hang', promise: 'reads-survive', experiment: 'shard-dies', seed: 1, mutant: 'no-limit-per-attempt' },
  { name: 'both-retry', label: 'Retry at both', promise: 'few-attempts', experiment: 'all-falter', seed: 5, knobs: { appAttempts: 3 } },
  {
    name: 'time-starts-anew', label: 'Give each its time', promise: 'in-time', experiment: 'all-falter', seed: 5, mutant: 'time-starts-anew', knobs: { tryTimeoutMs: 600 },
    faults: allHang,
  },
  { name: 'own-time-only', label: 'Heed no caller’s time', promise: 'in-time', experiment: 'all-falter', seed: 5, mutant: 'own-time-only', knobs: { tryTimeoutMs: 600 }, faults: allHang },
  { name: 'tells-the-longest', label: 'Pass on the longest', promise: 'told-time', experiment: 'shard-dies', seed: 1, mutant: 'tells-the-longest' },
  { name: 'panic-at-once', label: 'Panic at the first', promise: 'panic-last', experiment: 'shard-dies', seed: 1, mutant: 'panic-at-once' },
  { name: 'no-panic', label: 'Eject everybody', promise: 'somebody-asked', experiment: 'all-falter', seed: 5, mutant: 'no-panic' },
  { name: 'one-breaker', label: 'One breaker for all', promise: 'only-the-failing', experiment: 'shard-dies', seed: 1, mutant: 'one-breaker' },
  { name: 'breaker-per-call', label: 'New breakers always', promise: 'left-alone', experiment: 'shard-dies', seed: 1, mutant: 'breaker-per-call' },
  { name: 'forwards-all-headers', label: 'Forward all headers', promise: 'end-to-end', experiment: 'shard-dies', seed: 1, mutant: 'forwards-all-headers' },
];
