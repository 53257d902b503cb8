import type { Break, Mutant } from '../../../simulation/scenario.ts';
import { leafIds } from './sizes.ts';

const hedge = 'scatter-gather.hedge';

export const mutants: readonly Mutant[] = [
  {
    name: 'partial-as-whole',
    label: 'Call every page whole',
    standsFor: 'What has come is returned, and nothing says that something is missing: a count that is silently wrong.',
    reference: { title: 'opensearch-project/sql #5687', url: 'https://github.com/opensearch-project/sql/issues/5687' },
    edits: [{ find: 'isComplete: arrivals.length === parts.length', replace: 'isComplete: true' }],
  },
  {
    name: 'no-deadline',
    label: 'No deadline',
    standsFor: 'The root waits until all have answered. One leaf that hangs, and every search hangs with it.',
    edits: [{ find: "this.timer = clock.setTimeout(() => this.end('late'), leftMs);", replace: 'this.timer = undefined;' }],
  },
  {
    name: 'no-budget',
    label: 'Hedge without a budget',
    standsFor: 'Every silence is answered with another request. When all leaves are slow, all are asked twice, and get slower.',
    reference: { title: 'cristalhq/hedgedhttp #18', url: 'https://github.com/cristalhq/hedgedhttp/issues/18' },
    edits: [{ file: hedge, find: '    if (this.tokens < kept + million) return false;\n', replace: '' }],
  },
  {
    name: 'merged-twice',
    label: 'Merge both answers',
    standsFor: 'Two replicas of a shard were asked, both answer, and both answers are taken: its products count twice.',
    edits: [{ find: "if (!this.isInTime() || request.isOver) return this.tell('dropped', request);", replace: "if (!this.isInTime()) return this.tell('dropped', request);" }],
  },
  {
    name: 'merged-after-return',
    label: 'Merge what comes late',
    standsFor: 'The handler of an answer lives on after the search has returned, and changes what its caller has in its hands.',
    edits: [{ find: "      if (!this.isInTime() || request.isOver) return this.tell('dropped', request);\n", replace: '' }],
  },
  {
    name: 'error-as-empty',
    label: 'Take an error for nothing found',
    standsFor: 'A catch that returns an empty list: a leaf that is down looks like a shard without hits, and the page looks whole.',
    reference: { title: 'elastic/elasticsearch-dsl-py #1444', url: 'https://github.com/elastic/elasticsearch-dsl-py/pull/1444' },
    edits: [{ find: '      return this.failed(request, error);\n', replace: '      void error;\n' }],
  },
  {
    name: 'lost-update',
    label: 'Read before the wait, write after it',
    standsFor: 'What was gathered is read before the answer is awaited, so that each answer is merged into nothing and the last one wins.',
    edits: [
      { find: 'const answer = await this.rules.send(replica', replace: 'const before = this.whole;\n      const answer = await this.rules.send(replica' },
      { find: 'this.rules.merge(this.whole, answer, part)', replace: 'this.rules.merge(before, answer, part)' },
    ],
  },
  {
    name: 'anything-is-an-answer',
    label: 'Answer with anything',
    standsFor: 'Partial results without a lower bound: with one shard of ten there is a page, and nobody is told that the shop is down.',
    reference: { title: 'elastic/elasticsearch #18978', url: 'https://github.com/elastic/elasticsearch/issues/18978' },
    edits: [{ find: 'if (arrivals.length >= atLeast) return', replace: 'if (arrivals.length >= 0) return' }],
  },
  {
    name: 'same-replica',
    label: 'Ask the same one again',
    standsFor: 'The further request goes where the first one went: to the leaf that is slow, or down.',
    edits: [{ find: 'this.replica = part.replicas[requests.length]!;', replace: 'this.replica = part.replicas[0]!;' }],
  },
  {
    name: 'nobody-is-told',
    label: 'Cancel nothing',
    standsFor: 'The signal of a request that has lost never fires. Its leaf works on, for nobody.',
    edits: [{ find: '    if (this.reason !== undefined) this.controller?.abort(this.reason); // a second time, it does nothing\n', replace: '' }],
  },
  {
    name: 'fresh-deadline',
    label: 'Pass on a timeout of its own',
    standsFor: 'Each hop has its own generous timeout, whatever its caller has left. Where the word to stop is lost, leaves work on long after the page was shown.',
    edits: [{ find: 'Math.min(this.rules.requestTimeoutMs, this.deadline - now - this.rules.reserveMs)', replace: '30_000' }],
  },
  {
    name: 'waits-for-all',
    label: 'Wait for the slowest all the same',
    standsFor: 'A quorum is asked for, and looked at only when all have answered: the page is as slow as the slowest leaf.',
    edits: [{ find: 'const enough = Math.min(this.rules.enough, parts.length);', replace: 'const enough = parts.length;' }],
  },
  {
    name: 'fails-late',
    label: 'Fail at the deadline only',
    standsFor: 'Failures are counted when the time is over. Until then shoppers wait for a page that cannot come.',
    edits: [{ find: "    if (this.asked.parts.length - this.tracks.length + this.open + this.arrivals.length < this.atLeast) this.end('not-needed');\n    else this.askMore();\n", replace: '    this.askMore();\n' }],
  },
  {
    name: 'never-hedges',
    label: 'Hedge nothing',
    standsFor: 'The policy is there, and nothing ever asks it: the timer that would was left out. Nothing fails; the slow stay slow.',
    edits: [{ find: '    this.hedges.add(request, now);\n', replace: '' }],
  },
  {
    name: 'only-winners',
    label: 'Learn from the winners only',
    standsFor: 'The time of a request that a hedge overtook is thrown away. Only the fast are left to learn from, so the percentile stays small, and more is hedged than is slow.',
    edits: [{ find: 'for (const { firstMs } of this.tracks) if (firstMs !== undefined) trying', replace: 'for (const { firstMs, part, replica } of this.tracks) if (firstMs !== undefined && replica === part.replicas[0]) trying' }],
  },
  {
    name: 'no-failover',
    label: 'Hedge the slow, not the failed',
    standsFor: 'Only silence has another replica asked. A leaf that refuses at once does less harm to itself than to its shard.',
    edits: [{ find: "    if (this.sendAgain(track, 'failed-over', this.rules.clock.now())) return;\n", replace: '' }],
  },
];

/** The root can tell no leaf anything for a while. */
const cutOff = leafIds.slice(0, 10).map((id) => ({ atMs: 4_000, forMs: 3_000, kind: 'cut', direction: 'there', target: `search>${id}` }) as const);

export const breaks: readonly Break[] = [
  { name: 'partial-as-whole', label: 'Hide what is missing', promise: 'says-what-is-missing', experiment: 'hung-leaf', seed: 1, mutant: 'partial-as-whole' },
  { name: 'no-deadline', label: 'Wait for ever', promise: 'answers-by-deadline', experiment: 'hung-leaf', seed: 1, mutant: 'no-deadline' },
  { name: 'no-budget', label: 'Hedge at 0 ms, without a budget', promise: 'within-budget', experiment: 'hedged', seed: 3, mutant: 'no-budget', knobs: { hedge: 'at-once' } },
  { name: 'merged-twice', label: 'Merge twice', promise: 'one-answer-a-shard', experiment: 'hedged', seed: 3, mutant: 'merged-twice' },
  { name: 'merged-after-return', label: 'Merge too late', promise: 'nothing-after-return', experiment: 'hung-leaf', seed: 1, mutant: 'merged-after-return' },
  { name: 'error-as-empty', label: 'Take an error for nothing', promise: 'says-what-is-missing', experiment: 'quorum-lost', seed: 1, mutant: 'error-as-empty' },
  { name: 'lost-update', label: 'Lose what was gathered', promise: 'as-one-node', experiment: 'ten-leaves', seed: 13, mutant: 'lost-update' },
  { name: 'anything-is-an-answer', label: 'Answer with anything', promise: 'quorum-kept', experiment: 'quorum-lost', seed: 1, mutant: 'anything-is-an-answer' },
  { name: 'same-replica', label: 'Ask the same one again', promise: 'another-replica', experiment: 'hedged', seed: 3, mutant: 'same-replica' },
  { name: 'nobody-is-told', label: 'Cancel nothing', promise: 'losers-stop', experiment: 'hedged', seed: 3, mutant: 'nobody-is-told' },
  { name: 'fresh-deadline', label: 'Pass no deadline on', promise: 'no-work-past-deadline', experiment: 'ten-leaves', seed: 13, mutant: 'fresh-deadline', knobs: { arrivals: 10, deadlineMs: 250, slowPercent: 40 }, faults: cutOff },
  { name: 'waits-for-all', label: 'Wait for all', promise: 'ends-with-enough', experiment: 'ten-leaves', seed: 13, mutant: 'waits-for-all', knobs: { waitFor: 'quorum' } },
  { name: 'fails-late', label: 'Fail at the deadline', promise: 'fails-early', experiment: 'quorum-lost', seed: 1, mutant: 'fails-late' },
  { name: 'never-hedges', label: 'Hedge nothing', promise: 'silent-asked-again', experiment: 'hedged', seed: 3, mutant: 'never-hedges' },
  { name: 'only-winners', label: 'Learn from winners', promise: 'only-the-tail', experiment: 'hedged', seed: 33, mutant: 'only-winners', knobs: { slowPercent: 12, budget: 100 } },
  { name: 'no-failover', label: 'Ask nobody else', promise: 'asks-elsewhere', experiment: 'replica-down', seed: 1, mutant: 'no-failover' },
];
