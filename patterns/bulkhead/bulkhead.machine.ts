import { setup } from 'xstate';

/** The life of a call. Its events are what the bulkhead does with it, and the reasons that it gives for a rejection. */
export const machine = setup({}).createMachine({
  id: 'bulkhead',
  initial: 'asked',
  states: {
    asked: {
      on: { started: 'running', queued: 'waiting', full: 'rejected', expired: 'rejected' },
      meta: { sentence: 'The call has come, and asks for a slot.', x: 60, y: 60, tone: 'flat' },
    },
    running: {
      on: { ended: 'done' },
      meta: { sentence: 'It holds a slot until its work has really ended.', x: 220, y: 60, tone: 'ok' },
    },
    done: {
      meta: { sentence: 'Its work ended, well or not, and its slot went on.', x: 380, y: 60, tone: 'mute' },
    },
    rejected: {
      meta: { sentence: 'No slot in time: its caller was told, and nothing was sent.', x: 60, y: 200, tone: 'rej' },
    },
    waiting: {
      on: { started: 'running', 'wait-over': 'rejected', expired: 'rejected', drained: 'rejected', aborted: 'given-up' },
      meta: { sentence: 'It has a place in the queue and no slot yet.', x: 220, y: 200, tone: 'warn' },
    },
    'given-up': {
      meta: { sentence: 'Its caller went away while it waited, and its place is free.', x: 380, y: 200, tone: 'mute' },
    },
  },
});
