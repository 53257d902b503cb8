import { setup } from 'xstate';

/** The life of an item as a manager finds it, look by look. Its events are the changes that the manager announces; one that is gone or lost begins anew. */
export const machine = setup({}).createMachine({
  id: 'work-queue',
  initial: 'pending',
  states: {
    pending: {
      on: { began: 'active', 'came to nothing': 'resting', done: 'done', failed: 'failed' },
      meta: { sentence: 'It is listed, and waits for its place among those that are in hand.', x: 70, y: 60, tone: 'flat' },
    },
    active: {
      on: { 'came to nothing': 'resting', done: 'done', failed: 'failed' },
      meta: { sentence: 'A job has it: one attempt, in a pod of its own.', x: 230, y: 60, tone: 'info' },
    },
    resting: {
      on: { began: 'active', done: 'done', failed: 'failed' },
      meta: { sentence: 'Its last attempt came to nothing. It keeps its place, and rests before the next.', x: 230, y: 210, tone: 'warn' },
    },
    done: { meta: { sentence: 'The record has its result, and it is not run again.', x: 390, y: 60, tone: 'ok' } },
    failed: { meta: { sentence: 'All its attempts came to nothing, and the record says so: somebody has to look at it.', x: 390, y: 210, tone: 'fail' } },
  },
});
