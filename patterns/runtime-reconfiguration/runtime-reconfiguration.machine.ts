import { setup } from 'xstate';

/** The life of a change in one process. Its events are those that the configuration and the bake tell. */
export const machine = setup({}).createMachine({
  id: 'runtime-reconfiguration',
  initial: 'waiting',
  states: {
    waiting: {
      on: { preparing: 'preparing', refused: 'over', joined: 'over', unchanged: 'over' },
      meta: { sentence: 'It waits for its turn, and for others to go with it.', x: 60, y: 60, tone: 'flat' },
    },
    preparing: {
      on: { applied: 'active', refused: 'over' },
      meta: { sentence: 'Each component makes ready for it, beside what is in use. Any of them may refuse it.', x: 220, y: 60, tone: 'warn' },
    },
    active: {
      on: { baking: 'baking', superseded: 'draining' },
      meta: { sentence: 'Each operation begins with it.', x: 380, y: 60, tone: 'ok' },
    },
    baking: {
      on: { kept: 'active', bad: 'reverting', superseded: 'draining' },
      meta: { sentence: 'It is active, and watched: it is kept, or taken back.', x: 380, y: 155, tone: 'info' },
    },
    reverting: {
      on: { superseded: 'draining' },
      meta: { sentence: 'It was found bad. What was before it is made active again.', x: 380, y: 250, tone: 'fail' },
    },
    draining: {
      on: { freed: 'over' },
      meta: { sentence: 'A newer version is active. Operations that began with this one go on with it.', x: 220, y: 250, tone: 'rej' },
    },
    over: {
      meta: { sentence: 'Nothing uses it: it was refused, a later one of its burst took its place, or its last operation has ended.', x: 60, y: 250, tone: 'mute' },
    },
  },
});
