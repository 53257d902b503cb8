import { setup } from 'xstate';

/** The life of a shard in one search, from its first request on. Its events are what the code says becomes of it. */
export const machine = setup({}).createMachine({
  id: 'scatter-gather',
  initial: 'waiting',
  states: {
    waiting: {
      on: { asked: 'asked' },
      meta: { sentence: 'It was not asked yet.', x: 60, y: 130, tone: 'flat' },
    },
    asked: {
      on: { hedged: 'asked-again', 'failed-over': 'asked-again', answered: 'answered', failed: 'failed', late: 'late', 'not-needed': 'not-needed' },
      meta: { sentence: 'One of its replicas was asked, and has not answered.', x: 210, y: 60, tone: 'info' },
    },
    'asked-again': {
      on: { hedged: 'asked-again', 'failed-over': 'asked-again', lost: 'asked-again', dropped: 'asked-again', answered: 'answered', failed: 'failed', late: 'late', 'not-needed': 'not-needed' },
      meta: { sentence: 'Another replica was asked too, because the first was slow or failed. The first answer counts.', x: 210, y: 200, tone: 'warn' },
    },
    answered: {
      on: { dropped: 'answered' },
      meta: { sentence: 'Its answer is merged. Another one would be dropped.', x: 380, y: 20, tone: 'ok' },
    },
    failed: {
      on: { dropped: 'failed' },
      meta: { sentence: 'No replica is left to ask, or allowed: it is missing.', x: 380, y: 95, tone: 'fail' },
    },
    late: {
      on: { dropped: 'late' },
      meta: { sentence: 'The deadline came before its answer: it is missing.', x: 380, y: 170, tone: 'warn' },
    },
    'not-needed': {
      on: { dropped: 'not-needed' },
      meta: { sentence: 'The search ended without it, well or not.', x: 380, y: 245, tone: 'mute' },
    },
  },
});
