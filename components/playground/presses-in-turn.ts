import { waitFor, type ActorRefFrom } from 'xstate';
import type { playgroundMachine } from './playground.machine.ts';
import type { Press } from './press.ts';

/**
 * Sends presses that were made together or before the playground stood. They take effect one after another: each waits until
 * the run that the one before it asked for has arrived, as a reader would.
 */
export function pressesInTurn(playground: ActorRefFrom<typeof playgroundMachine>): (presses: readonly Press[]) => void {
  let turn = Promise.resolve();
  return (presses) => {
    for (const press of presses) {
      turn = turn
        .then(() => waitFor(playground, (snapshot) => snapshot.status !== 'active' || !snapshot.matches('loading')))
        .then(() => playground.send(press));
    }
  };
}
