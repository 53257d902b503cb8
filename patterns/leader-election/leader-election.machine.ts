import { setup } from 'xstate';

/** The life of a candidate. Its events are those that the elector tells. */
export const machine = setup({}).createMachine({
  id: 'leader-election',
  initial: 'stopped',
  states: {
    stopped: {
      on: { started: 'following' },
      meta: { sentence: 'It does not stand for the office.', x: 70, y: 60, tone: 'mute' },
    },
    following: {
      on: { vacant: 'standing', stopped: 'stopped' },
      meta: { sentence: 'Somebody else leads, or may still lead. It looks at the record now and then.', x: 230, y: 60, tone: 'flat' },
    },
    standing: {
      on: { won: 'leading', beaten: 'following' },
      meta: { sentence: 'The lease is free, and it has asked the store for it. One who asks gets it.', x: 390, y: 60, tone: 'warn' },
    },
    leading: {
      on: { renewed: 'leading', lost: 'ending', resigned: 'ending', unhealthy: 'ending', failed: 'ending', stopping: 'ending' },
      meta: { sentence: 'Its lease lasts, and its work goes on. It renews the lease well before that ends.', x: 390, y: 210, tone: 'info' },
    },
    ending: {
      on: { ended: 'following', releasing: 'releasing' },
      meta: { sentence: 'Its term is over. Nothing is begun any more; what was begun is waited for.', x: 230, y: 210, tone: 'rej' },
    },
    releasing: {
      on: { released: 'following', ended: 'following' },
      meta: { sentence: 'Its work has ended, and it gives the lease back, so that nobody waits for it to run out.', x: 70, y: 210, tone: 'ok' },
    },
  },
});
