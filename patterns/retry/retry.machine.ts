import { setup } from 'xstate';

/** The life of one call, over all its attempts. It gives up for the reasons that the retry gives. */
export const machine = setup({}).createMachine({
  id: 'retry',
  initial: 'calling',
  states: {
    calling: {
      on: {
        succeeded: 'succeeded',
        retry: 'waiting',
        attempts: 'gave-up',
        'not-retryable': 'gave-up',
        'no-key': 'gave-up',
        pushback: 'gave-up',
        deadline: 'gave-up',
        budget: 'gave-up',
        aborted: 'aborted',
      },
      meta: { sentence: 'An attempt is out, and nobody knows yet how it ends.', x: 63, y: 55, tone: 'info' },
    },
    waiting: {
      on: { attempt: 'calling', deadline: 'gave-up', aborted: 'aborted' },
      meta: { sentence: 'The attempt failed for a reason that passes; the next one waits.', x: 267, y: 55, tone: 'warn' },
    },
    succeeded: { meta: { sentence: 'An attempt was answered, and its answer is handed on.', x: 63, y: 253, tone: 'ok' } },
    'gave-up': { meta: { sentence: 'Another attempt is not allowed or has no point; the last error is handed on.', x: 165, y: 253, tone: 'fail' } },
    aborted: { meta: { sentence: 'The caller does not wait any more.', x: 267, y: 253, tone: 'flat' } },
  },
});
