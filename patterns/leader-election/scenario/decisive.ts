import type { Decisive } from '../../../simulation/scenario.ts';

const fence = 'leader-election.fence';

/** In the order in which they stand, the elector first. */
export const decisive: readonly Decisive[] = [
  { line: 'term.validUntil = askedAt + renewDeadlineMs;', label: 'Renewed: the term is longer, from when it asked' },
  { line: 'return this.options.clock.now() - this.seen.since >= leaseMs;', label: 'Has it stood unchanged for a whole lease here?' },
  { line: 'const token = await this.put({ holder: identity, acquiredAt: wallNow(), terms });', label: 'The lease is free: compare and set' },
  { line: 'this.controller.abort((this.ending = new LeaseLostError(this.token, reason)));', label: 'The term is over: its work is told' },
  { file: fence, line: 'if (token < this.seen) throw new StaleTokenError(token, this.seen);', label: 'Has somebody with a higher token been here?' },
  { file: fence, line: 'this.seen = token;', label: 'The token is the highest from now on' },
];
