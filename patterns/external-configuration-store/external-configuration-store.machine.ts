import { setup } from 'xstate';

const serving = { confirmed: 'current', changed: 'current', missed: 'stale', refused: 'stale', expired: 'expired', stopped: 'stopped' };

/** The life of a client. Its events are those that it tells. */
export const machine = setup({}).createMachine({
  id: 'external-configuration-store',
  initial: 'stopped',
  states: {
    stopped: {
      on: { started: 'booting' },
      meta: { sentence: 'It asks nobody. What it served, it serves on.', x: 70, y: 60, tone: 'mute' },
    },
    booting: {
      on: { loaded: 'current', 'fell-back': 'stale', 'gave-up': 'failed', missed: 'booting', refused: 'booting', stopped: 'stopped' },
      meta: { sentence: 'It has no settings to serve yet. It asks all sources, and falls back on what it last had.', x: 230, y: 60, tone: 'info' },
    },
    current: {
      on: serving,
      meta: { sentence: 'All sources answered the last time, and what they said is served.', x: 390, y: 60, tone: 'ok' },
    },
    stale: {
      on: serving,
      meta: { sentence: 'A source did not answer, or its settings will not do. The last good ones are served, and their age is known.', x: 390, y: 210, tone: 'warn' },
    },
    expired: {
      on: { confirmed: 'current', changed: 'current', missed: 'expired', refused: 'expired', stopped: 'stopped' },
      meta: { sentence: 'Nobody has confirmed the settings for too long. None are served until somebody does.', x: 230, y: 210, tone: 'fail' },
    },
    failed: {
      on: { started: 'booting', stopped: 'stopped' },
      meta: { sentence: 'There was nothing to start on. Whoever started it has to try again.', x: 70, y: 210, tone: 'fail' },
    },
  },
});
