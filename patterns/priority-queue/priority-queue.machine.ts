import { setup } from 'xstate';

/** The life of a message. Its events are those that the queue tells of. */
export const machine = setup({}).createMachine({
  id: 'priority-queue',
  initial: 'offered',
  states: {
    offered: {
      on: { pushed: 'waiting', refused: 'refused' },
      meta: { sentence: 'A sender offers it, and the queue looks for a place.', x: 60, y: 60, tone: 'flat' },
    },
    waiting: {
      on: { taken: 'out', moved: 'waiting', removed: 'removed', dropped: 'dropped' },
      meta: { sentence: 'It has its place in its class, by its age.', x: 220, y: 60, tone: 'warn' },
    },
    out: {
      on: { acked: 'done', nacked: 'waiting' },
      meta: { sentence: 'A consumer holds it. Nothing that comes now can pass it, or call it back.', x: 380, y: 60, tone: 'ok' },
    },
    refused: {
      meta: { sentence: 'The queue or its class was full, and its sender was told.', x: 60, y: 200, tone: 'rej' },
    },
    dropped: {
      meta: { sentence: 'It gave way to another: the oldest of the lowest class.', x: 180, y: 200, tone: 'fail' },
    },
    removed: {
      meta: { sentence: 'It was taken back while it waited.', x: 290, y: 200, tone: 'mute' },
    },
    done: {
      meta: { sentence: 'The work on it is done, and the queue has forgotten it.', x: 400, y: 200, tone: 'mute' },
    },
  },
});
