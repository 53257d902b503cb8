import { setup } from 'xstate';

/** The health of a service, as its adapter tells it. Its events are the ends of probes. */
export const machine = setup({}).createMachine({
  id: 'adapter',
  initial: 'unknown',
  states: {
    unknown: {
      on: { answered: 'healthy', failed: 'unknown', condemned: 'unhealthy' },
      meta: { sentence: 'The adapter has just started, and no probe has been answered yet.', x: 60, y: 60, tone: 'flat' },
    },
    healthy: {
      on: { answered: 'healthy', failed: 'doubtful', condemned: 'unhealthy' },
      meta: { sentence: 'The last probe was answered in time.', x: 230, y: 60, tone: 'ok' },
    },
    doubtful: {
      on: { answered: 'healthy', failed: 'doubtful', condemned: 'unhealthy' },
      meta: { sentence: 'Probes fail, fewer in a row than it takes. It still counts as healthy, and says since when it has not answered.', x: 400, y: 60, tone: 'warn' },
    },
    unhealthy: {
      on: { answered: 'healthy', condemned: 'unhealthy' },
      meta: { sentence: 'So many probes in a row have failed that everybody is told.', x: 230, y: 210, tone: 'fail' },
    },
  },
});
