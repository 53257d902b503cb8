import type { Decisive } from '../../../simulation/scenario.ts';

const endpoints = 'ambassador.endpoints';

/** In the order in which they stand, the call first. */
export const decisive: readonly Decisive[] = [
  { line: 'const isOther = split !== undefined', label: 'Which version this user has: by a hash, not by chance' },
  { line: 'void this.copy(call);', label: 'A copy, if there is a mirror: nobody waits for it' },
  { line: 'tried.push(choice.endpoint);', label: 'An endpoint is asked, each of them once' },
  { line: 'this.rules.notReceived(outcome.error)) return true;', label: 'It was never received: another may have it' },
  { line: 'return this.rules.isIdempotent(request);', label: 'It may have been received: is twice no more than once?' },
  { file: endpoints, line: 'return this.choice(service, endpoint, freely);', label: 'Panic: its breaker is not heeded' },
  { file: endpoints, line: 'this.services.set(name, service);', label: 'A newer list: the keys are laid out anew' },
  { file: 'ambassador.ring', line: 'return low % this.hashes.length;', label: 'The first point clockwise has the key' },
];
