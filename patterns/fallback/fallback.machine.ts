import { setup } from 'xstate';

/** Where a chain of levels asks first. Its events are the reasons that the fallback gives for its changes of state. */
export const machine = setup({}).createMachine({
  id: 'fallback',
  initial: 'primary',
  states: {
    primary: {
      on: { left: 'degraded' },
      meta: { sentence: 'Every call asks the primary first, and how it does is counted.', x: 63, y: 55, tone: 'ok' },
    },
    degraded: {
      on: { 'trial-passed': 'returning', returned: 'primary' },
      meta: { sentence: 'The primary is asked last. Now and then one call tries it first.', x: 267, y: 55, tone: 'rej' },
    },
    returning: {
      on: { 'trial-failed': 'degraded', returned: 'primary' },
      meta: { sentence: 'A trial went well. A few more in a row, and the primary is first again.', x: 165, y: 253, tone: 'warn' },
    },
  },
});
