import { setup } from 'xstate';

/** The life of a circuit. Its events are the reasons that the breaker gives for its changes of state. */
export const machine = setup({}).createMachine({
  id: 'circuit-breaker',
  initial: 'closed',
  states: {
    closed: {
      on: { tripped: 'open', isolated: 'isolated', restored: 'open' },
      meta: { sentence: 'Calls pass, and how they end is counted.', x: 63, y: 55, tone: 'ok' },
    },
    open: {
      on: { 'wait-over': 'half-open', isolated: 'isolated', reset: 'closed' },
      meta: { sentence: 'Calls are rejected at once, until the wait is over.', x: 267, y: 55, tone: 'rej' },
    },
    'half-open': {
      on: { 'trial-failed': 'open', 'trial-hung': 'open', 'trials-passed': 'closed', isolated: 'isolated', reset: 'closed' },
      meta: { sentence: 'A few trial calls pass and decide; the rest are rejected.', x: 267, y: 253, tone: 'warn' },
    },
    isolated: {
      on: { released: 'closed' },
      meta: { sentence: 'Somebody holds it open by hand; only they can release it.', x: 63, y: 253, tone: 'flat' },
    },
  },
});
