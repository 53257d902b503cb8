import type { Break, Mutant } from '../../../simulation/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    name: 'expected-version-ignored',
    label: 'The expected version is ignored',
    standsFor: 'Read, decide, write, and nobody asks whether the stream is still what was read. Two who decide at the same moment both get the last piece.',
    edits: [{ file: 'cqrs.store', find: '    if (!isMet(expected, version)) throw new ConflictError(stream, expected, version);\n', replace: '' }],
  },
  {
    name: 'not-decided-again',
    label: 'A conflict is only appended again',
    standsFor: 'After a conflict the same events are appended under whatever version there is. The retry works, and what was decided is not true any more.',
    edits: [
      {
        find: 'const appended = await this.store.append(stream, events, follows, commandId);',
        replace: 'let appended;\n    try {\n      appended = await this.store.append(stream, events, follows, commandId);\n    } catch {\n      appended = await this.store.append(stream, events, \'any\', commandId);\n    }',
      },
    ],
  },
  {
    name: 'commands-not-known-again',
    label: 'A command is not known again',
    standsFor: 'The answer to an order was lost or the message came twice, and whoever sends it again orders again.',
    edits: [{ find: '        if (before !== undefined) return this.answerAgain(recorded, before, commandId, attempt);\n', replace: '' }],
  },
  {
    name: 'dual-write',
    label: 'Announced from memory',
    standsFor: 'The dual write: commit here, then tell the others from memory. A crash between the two, and they never learn of it, for nothing that survives says that it is still to be told.',
    reference: { title: 'microservices.io: Transactional outbox', url: 'https://microservices.io/patterns/data/transactional-outbox.html' },
    edits: [
      { file: 'cqrs.relay', find: 'const events = reader.position === undefined ? [] : await this.log.readAll(after, this.batch);', replace: 'reader.since ??= await this.log.head();\n    const events = reader.position === undefined ? [] : await this.log.readAll(Math.max(after, reader.since), this.batch);' },
      { file: 'cqrs.relay', find: '  isServed = true;\n', replace: '  isServed = true;\n  since: number | undefined = undefined;\n' },
    ],
  },
  {
    name: 'sent-for-delivered',
    label: 'Sent is taken for delivered',
    standsFor: 'The relay goes on when it has sent, and not when the reader has acknowledged. One lost message, and the view misses what was in it.',
    edits: [
      { file: 'cqrs.relay', find: '    const acknowledged = await this.inTime(', replace: '    reader.position = after + events.length;\n    const acknowledged = await this.inTime(' },
      { file: 'cqrs.relay', find: '    reader.position = acknowledged;\n', replace: '' },
    ],
  },
  {
    name: 'newest-withheld',
    label: 'The newest event is withheld',
    standsFor: 'A batch ends one event too early, as where “before” was written for “up to”. While the shop is busy the next event brings the last one along; in a quiet hour somebody misses an order.',
    edits: [{ file: 'cqrs.relay', find: 'await this.log.readAll(after, this.batch);', replace: '(await this.log.readAll(after, this.batch)).slice(0, -1);' }],
  },
  {
    name: 'checkpoint-first',
    label: 'The checkpoint comes first',
    standsFor: 'The position is stored in a commit of its own, before the view. After a crash between the two, the view lacks events that it counts as had.',
    reference: { title: 'EventStoreDB, .NET client 21.2: storing checkpoints', url: 'https://github.com/kurrent-io/documentation/blob/2297952ced5892795ad68e18f675d729ce17f2a8/docs/clients/tcp/dotnet/21.2/subscriptions.md' },
    edits: [{ file: 'cqrs.projector', find: 'await this.commit({ view, position }, applied);', replace: 'await this.commit({ view: this.saved.view, position }, []);\n    await this.commit({ view, position }, applied);' }],
  },
  {
    name: 'duplicates-count',
    label: 'Duplicates count',
    standsFor: 'At least once is taken for once: an event that is delivered again is applied again, and every count drifts.',
    edits: [
      { file: 'cqrs.projector', find: '      if (recorded.position <= position) continue; // delivered before\n', replace: '' },
      { file: 'cqrs.projector', find: 'if (position === this.saved.position) return;', replace: 'if (events.length === 0) return;' },
    ],
  },
  {
    name: 'known-committed-again',
    label: 'What is known is committed again',
    standsFor: 'Nobody asks whether a delivery brought anything new. Every duplicate and every poll that found nothing writes the view once more: nothing in it is wrong, and its store is never at rest.',
    edits: [{ file: 'cqrs.projector', find: '    if (position === this.saved.position) return;\n', replace: '' }],
  },
  {
    name: 'filter-by-batch',
    label: 'The filter looks at the batch',
    standsFor: 'A projection is given a whole batch as soon as it handles one type in it. Those that it does not know are taken for something else.',
    edits: [{ file: 'cqrs.projector', find: 'if (!this.handled.has(recorded.event.type)) continue;', replace: 'if (!events.some(({ event }) => this.handled.has(event.type))) continue;' }],
  },
  {
    name: 'shown-before-committed',
    label: 'Shown before it is committed',
    standsFor: 'The new view is in memory, and queries see it at once. The commit fails or the process dies, and what was shown has never been.',
    edits: [{ file: 'cqrs.projector', find: '    try {\n      await this.views.save(next, applied);', replace: '    this.saved = next;\n    try {\n      await this.views.save(next, applied);' }],
  },
  {
    name: 'rebuilt-in-place',
    label: 'Rebuilt in place',
    standsFor: 'The old view is emptied and filled again while it is read: for as long as that takes, most orders are missing.',
    edits: [{ file: 'cqrs.projector', find: "    this.change('rebuild', 'rebuilding');\n", replace: "    this.change('rebuild', 'rebuilding');\n    await this.commit(this.shadow, undefined);\n" }],
  },
  {
    name: 'effects-on-rebuild',
    label: 'A rebuild does everything again',
    standsFor: 'Mails are part of the projection, so a new column in a table writes to every customer who ever ordered.',
    reference: { title: 'Martin Fowler: Event Sourcing, on external updates', url: 'https://martinfowler.com/eaaDev/EventSourcing.html' },
    edits: [
      {
        file: 'cqrs.projector',
        find: '      if (this.handled.has(recorded.event.type)) view = this.projection.apply(view, recorded) ?? view;\n    }\n    this.shadow',
        replace: '      if (!this.handled.has(recorded.event.type)) continue;\n      view = this.projection.apply(view, recorded) ?? view;\n      await this.effect?.(recorded);\n    }\n    this.shadow',
      },
    ],
  },
  {
    name: 'rebuilt-to-the-end',
    label: 'A rebuild reads to the end of the log',
    standsFor: 'The new copy is filled with all there is, and comes past what the old one had taken. What it takes first is not new when it is delivered: nobody gets a mail for it.',
    edits: [{ file: 'cqrs.projector', find: '(await log.readAll(position, this.batch)).filter((recorded) => recorded.position <= this.saved.position)', replace: 'await log.readAll(position, this.batch)' }],
  },
  {
    name: 'any-news-wakes',
    label: 'Any news ends the wait',
    standsFor: 'Whoever waits for a position is woken by the next commit, whichever it is, and takes it for the one that was waited for.',
    edits: [{ file: 'cqrs.projector', find: 'if (one.position <= this.saved.position) one.succeed();', replace: 'one.succeed();' }],
  },
  {
    name: 'waits-for-ever',
    label: 'A query waits for ever',
    standsFor: 'The wait for a position has no end of its own. When the view stands still, every query that wants it newer hangs with it.',
    edits: [{ file: 'cqrs.projector', find: 'const timer = this.clock.setTimeout(() => one.fail(new StaleViewError(this.projection.name, position, this.saved.position, this.clock.now() - since)), timeoutMs);', replace: 'const timer = undefined;' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'order-vanished', label: '“My order vanished”', promise: 'own-order', experiment: 'read-your-writes', seed: 6, knobs: { reads: 'none' } },
  { name: 'sold-twice', label: 'Sell the last one twice', promise: 'nothing-sold-twice', experiment: 'last-item', seed: 12, mutant: 'expected-version-ignored' },
  { name: 'not-decided-again', label: 'Retry without thinking', promise: 'decided-on-all', experiment: 'last-item', seed: 2, mutant: 'not-decided-again' },
  { name: 'ordered-twice', label: 'Order twice', promise: 'carried-out-once', experiment: 'duplicates', seed: 4, mutant: 'commands-not-known-again' },
  { name: 'dual-write', label: 'Write twice, crash between', promise: 'view-is-its-events', experiment: 'steady', seed: 3, mutant: 'dual-write', faults: [{ atMs: 6_000, forMs: 500, kind: 'crash', target: 'orders' }] },
  { name: 'sent-for-delivered', label: 'Send and forget', promise: 'moves-on', experiment: 'steady', seed: 3, mutant: 'sent-for-delivered', faults: [{ atMs: 5_000, forMs: 1_000, kind: 'cut', target: 'orders>order-list' }] },
  { name: 'newest-withheld', label: 'Keep the newest back', promise: 'comes-to-end', experiment: 'steady', seed: 3, mutant: 'newest-withheld' },
  { name: 'checkpoint-first', label: 'Store the position first', promise: 'view-is-its-events', experiment: 'projector-killed', seed: 5, mutant: 'checkpoint-first' },
  { name: 'duplicates-count', label: 'Count duplicates', promise: 'counted-once', experiment: 'duplicates', seed: 4, mutant: 'duplicates-count' },
  { name: 'known-committed-again', label: 'Commit for nothing', promise: 'counted-once', experiment: 'duplicates', seed: 4, mutant: 'known-committed-again' },
  { name: 'filter-by-batch', label: 'Filter the batch', promise: 'view-is-its-events', experiment: 'steady', seed: 3, mutant: 'filter-by-batch' },
  { name: 'shown-before-committed', label: 'Show it too early', promise: 'answers-from-disk', experiment: 'steady', seed: 3, mutant: 'shown-before-committed' },
  { name: 'rebuilt-in-place', label: 'Rebuild in place', promise: 'never-back', experiment: 'rebuild', seed: 8, mutant: 'rebuilt-in-place' },
  { name: 'effects-on-rebuild', label: 'Mail everybody again', promise: 'no-second-mail', experiment: 'rebuild', seed: 8, mutant: 'effects-on-rebuild' },
  { name: 'rebuilt-to-the-end', label: 'Rebuild too far', promise: 'each-order-mailed', experiment: 'rebuild', seed: 8, mutant: 'rebuilt-to-the-end' },
  { name: 'any-news-wakes', label: 'Wake at any news', promise: 'session-goes-forward', experiment: 'steady', seed: 3, mutant: 'any-news-wakes', knobs: { commitMs: 0, pollMs: 20 }, faults: [{ atMs: 1_000, forMs: 15_000, kind: 'delay', target: 'orders>stock', ms: 400 }] },
  { name: 'waits-for-ever', label: 'Wait for ever', promise: 'queries-end', experiment: 'read-your-writes', seed: 6, mutant: 'waits-for-ever' },
];
