import type { Decisive } from '../../../simulation/scenario.ts';

/** In the order in which they stand: who gets a slot, who waits, and what ends a wait. */
export const decisive: readonly Decisive[] = [
  { line: '|| this.line.first !== undefined) return false;', label: 'No slot is free' },
  { line: 'this.running -= 1;', label: 'The work has ended: its slot comes back' },
  { line: 'if (call.latest !== Infinity && this.clock.now() >= call.latest) this.turnAway(', label: 'A slot for a call whose time is over: it is passed by' },
  { line: 'call.start();', label: 'The slot goes to the call that has waited longest' },
  { line: "if (this.line.length >= this.queue) throw this.rejection('full');", label: 'No place is free either: rejected' },
  { line: 'if (this.leave(call)) call.fail(signal.reason);', label: 'Its caller has gone: it leaves the queue' },
  { line: 'this.line.join(call);', label: 'It waits for a slot' },
  { line: 'if (this.leave(call)) call.fail(this.rejection(', label: 'It has waited too long: rejected' },
];
