import { setup } from 'xstate';

/** The life of a call. Its events are those that the ambassador tells. */
export const machine = setup({}).createMachine({
  id: 'ambassador',
  initial: 'taken',
  states: {
    taken: {
      on: { asked: 'asking', failed: 'failed', expired: 'expired' },
      meta: { sentence: 'The application has asked localhost, and the call looks for an endpoint.', x: 60, y: 130, tone: 'flat' },
    },
    asking: {
      on: { again: 'elsewhere', answered: 'answered', failed: 'failed', expired: 'expired' },
      meta: { sentence: 'The first endpoint for its key was asked.', x: 210, y: 60, tone: 'info' },
    },
    elsewhere: {
      on: { again: 'elsewhere', answered: 'answered', failed: 'failed', expired: 'expired' },
      meta: { sentence: 'That one failed, and another was asked. A request that may have been received goes on only where doing it twice does no harm.', x: 210, y: 210, tone: 'warn' },
    },
    answered: { meta: { sentence: 'The application has what the endpoint answered.', x: 380, y: 30, tone: 'ok' } },
    failed: { meta: { sentence: 'There was nobody else to ask, or it must not be asked twice.', x: 380, y: 130, tone: 'fail' } },
    expired: { meta: { sentence: 'Its time was over, and the application knows it.', x: 380, y: 230, tone: 'warn' } },
  },
});
