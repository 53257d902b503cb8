import { setup } from 'xstate';

/** The life of a shipper, from the start of its process to its end. Its events are the changes that it announces. */
export const machine = setup({}).createMachine({
  id: 'sidecar',
  initial: 'starting',
  states: {
    starting: {
      on: { opened: 'waiting', told: 'draining' },
      meta: { sentence: 'It looks for its checkpoint, and the service beside it is not started yet.', x: 70, y: 60, tone: 'flat' },
    },
    waiting: {
      on: { sent: 'shipping', told: 'draining' },
      meta: { sentence: 'It waits for lines, or for so many that a batch is worth sending.', x: 230, y: 60, tone: 'ok' },
    },
    shipping: {
      on: { acked: 'waiting', failed: 'resting', told: 'draining' },
      meta: { sentence: 'A batch is under way, and its lines are held until the sink has taken them.', x: 390, y: 60, tone: 'info' },
    },
    resting: {
      on: { rested: 'waiting', told: 'draining' },
      meta: { sentence: 'The sink has failed. What cannot be sent stays in the volume, and it tries again later and later.', x: 390, y: 210, tone: 'warn' },
    },
    draining: {
      on: { opened: 'draining', sent: 'draining', acked: 'draining', failed: 'draining', rested: 'draining', drained: 'stopped', 'gave-up': 'stopped' },
      meta: { sentence: 'Its service has ended. It ships what is left, for as long as the grace lasts.', x: 230, y: 210, tone: 'warn' },
    },
    stopped: { meta: { sentence: 'All that it will ship is shipped, and its process may end.', x: 70, y: 210, tone: 'flat' } },
  },
});
