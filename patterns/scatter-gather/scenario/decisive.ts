import type { Decisive } from '../../../simulation/scenario.ts';

/** In the order in which they stand, the call first. */
export const decisive: readonly Decisive[] = [
  { line: "this.timer = clock.setTimeout(() => this.end('late'), leftMs);", label: 'From now on the deadline runs' },
  { line: "if (this.arrivals.length >= enough) this.end('not-needed');", label: 'Enough answers: the search is over' },
  { line: "request.isOver) return this.tell('dropped', request);", label: 'Late, or overtaken: dropped' },
  { line: 'this.whole = this.rules.merge(this.whole, answer, part);', label: 'The first answer of its shard: merged' },
  { line: "if (this.sendAgain(track, 'failed-over', this.rules.clock.now())) return;", label: 'It failed: the next replica is asked at once' },
  { line: "< this.atLeast) this.end('not-needed');", label: 'The quorum is out of reach: the search fails now' },
  { file: 'scatter-gather.hedge', line: 'this.delay = Math.min(maxDelayMs, times[Math.min(known - 1, Math.floor(percentile * known))]!);', label: 'The delay of a hedge is worked out anew' },
  { file: 'scatter-gather.hedge', line: 'this.tokens -= million;', label: 'The budget allows one further request' },
];
