import { setup } from 'xstate';

/** The life of a message. Its events are the changes that the queue announces. */
export const machine = setup({}).createMachine({
  id: 'competing-consumers',
  initial: 'ready',
  states: {
    ready: {
      on: { sent: 'ready', delayed: 'delayed', leased: 'leased' },
      meta: { sentence: 'It waits in the queue, and whoever asks first gets it.', x: 70, y: 60, tone: 'info' },
    },
    leased: {
      on: { extended: 'leased', acked: 'acked', released: 'ready', expired: 'ready', delayed: 'delayed', died: 'dead' },
      meta: { sentence: 'One consumer has it alone, until its lease ends.', x: 230, y: 60, tone: 'warn' },
    },
    acked: { meta: { sentence: 'Its effect is stored, and the queue has forgotten it.', x: 390, y: 60, tone: 'ok' } },
    delayed: {
      on: { due: 'ready' },
      meta: { sentence: 'It rests after a failure, and nobody gets it yet.', x: 70, y: 210, tone: 'flat' },
    },
    dead: { meta: { sentence: 'It was delivered as often as it may be; somebody has to look at it.', x: 390, y: 210, tone: 'fail' } },
  },
});
