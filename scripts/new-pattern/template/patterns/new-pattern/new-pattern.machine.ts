import { setup } from 'xstate';

/** The life of a window. Its events are the reasons that the code gives for its changes of state. */
export const machine = setup({}).createMachine({
  id: 'new-pattern',
  initial: 'empty',
  states: {
    empty: {
      on: { 'first-let-in': 'filling', 'last-let-in': 'full' },
      meta: { sentence: 'No call was let through of late.', x: 63, y: 55, tone: 'flat' },
    },
    filling: {
      on: { 'last-let-in': 'full', 'window-empty': 'empty' },
      meta: { sentence: 'Calls pass: there is room for more.', x: 267, y: 55, tone: 'ok' },
    },
    full: {
      on: { 'room-again': 'filling', 'window-empty': 'empty' },
      meta: { sentence: 'Calls are turned away, until the oldest leaves the window.', x: 165, y: 253, tone: 'rej' },
    },
  },
});
