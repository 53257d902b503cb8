import { setup } from 'xstate';

/** What ends a key, one way or the other. */
const over = { expired: 'expired', revoked: 'revoked', 'unknown-key': 'retired' } as const;

/** The life of a valet key, as the store sees it. Its events are the verdicts of the verifier, whose clock is not set back. */
export const machine = setup({}).createMachine({
  id: 'valet-key',
  initial: 'issued',
  states: {
    issued: {
      on: { granted: 'open', ...over, spent: 'spent', 'not-yet-valid': 'early' },
      meta: { sentence: 'It is signed. The store has not seen it yet, and knows nothing of it.', x: 70, y: 60, tone: 'flat' },
    },
    early: {
      on: { granted: 'open', ...over, spent: 'spent', 'not-yet-valid': 'early' },
      meta: { sentence: 'By the store’s clock it has not begun, not even with the margin for clocks.', x: 70, y: 210, tone: 'mute' },
    },
    open: {
      on: { granted: 'open', ...over, spent: 'spent' },
      meta: { sentence: 'It is in its time, signed, and not revoked. It opens what it was issued for to whoever shows it.', x: 230, y: 60, tone: 'ok' },
    },
    spent: {
      on: { granted: 'open', ...over, spent: 'spent' },
      meta: { sentence: 'What it was shown for was done with it before. For anything else in its scope it still opens.', x: 230, y: 210, tone: 'warn' },
    },
    expired: {
      on: { expired: 'expired', 'unknown-key': 'retired' },
      meta: { sentence: 'Its end is past, or that of the key that signed it. The client asks for another.', x: 390, y: 60, tone: 'mute' },
    },
    revoked: {
      on: { revoked: 'revoked', expired: 'expired', 'unknown-key': 'retired' },
      meta: { sentence: 'The policy that it stands under was revoked, and all keys under it with it.', x: 390, y: 135, tone: 'rej' },
    },
    retired: {
      on: { 'unknown-key': 'retired' },
      meta: { sentence: 'The key that signed it was taken out of the store: all that it had ever signed is worth nothing.', x: 390, y: 210, tone: 'fail' },
    },
  },
});
