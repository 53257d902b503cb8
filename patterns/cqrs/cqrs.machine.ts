import { setup } from 'xstate';

/** The life of a view in one process. Its events are those that the projector tells. */
export const machine = setup({}).createMachine({
  id: 'cqrs',
  initial: 'starting',
  states: {
    starting: {
      on: { loaded: 'behind' },
      meta: { sentence: 'The process is new and has not loaded its view.', x: 60, y: 60, tone: 'flat' },
    },
    behind: {
      on: { 'caught-up': 'fresh', rebuild: 'rebuilding' },
      meta: { sentence: 'The log holds events that are not in the view, or may hold some.', x: 220, y: 60, tone: 'warn' },
    },
    fresh: {
      on: { 'fell-behind': 'behind', rebuild: 'rebuilding' },
      meta: { sentence: 'The view held all that the log did when it last heard of it.', x: 380, y: 60, tone: 'ok' },
    },
    rebuilding: {
      on: { switched: 'behind', 'rebuild-failed': 'behind' },
      meta: { sentence: 'A new copy is being filled from the first event; the old one is read, and takes new events.', x: 300, y: 200, tone: 'info' },
    },
  },
});
