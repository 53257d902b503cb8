import { waitFor, type ActorRefFrom } from 'xstate';
import type { RunRequested } from './playground-event.ts';
import type { playgroundMachine } from './playground.machine.ts';
import type { Press } from './press.ts';
import { isOpen, leadIn } from './run-request.ts';

const wantsLessMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
type PlaygroundActor = ActorRefFrom<typeof playgroundMachine>;

/**
 * Sends presses that were made together or before the playground stood. They take effect one after another: each waits until
 * the run that the one before it asked for has arrived, as a reader would.
 */
export function pressesInTurn(playground: PlaygroundActor, standsStill = wantsLessMotion): (presses: readonly Press[]) => void {
  let turn = Promise.resolve();
  const next = (step: () => void) => {
    turn = turn.then(() => waitFor(playground, (snapshot) => snapshot.status !== 'active' || !snapshot.matches('loading'))).then(step);
  };
  return (presses) => {
    for (const press of presses) {
      if (press.type === 'run.requested') next(() => answer(playground, press, standsStill(), next));
      else next(() => playground.send(press));
    }
  };
}

/**
 * Opens the run that a button of the article names and plays it from shortly before what matters. Where it plays already it is paused, and where
 * it was paused it goes on. With reduced motion nothing moves unasked: the run stands at its telling moment.
 */
function answer(playground: PlaygroundActor, request: RunRequested, standsStill: boolean, next: (step: () => void) => void) {
  const snapshot = playground.getSnapshot();
  const { run, settings, data, playhead } = snapshot.context;
  const isUnderWay = snapshot.matches('playing') || (snapshot.matches('paused') && run !== undefined && playhead.get() < run.endedAt && !standsStill);
  if (isUnderWay && isOpen(request.choices, settings, data)) {
    playground.send({ type: 'play.toggled' });
    return;
  }
  playground.send(request);
  if (!standsStill) next(() => playFromLeadIn(playground));
}

function playFromLeadIn(playground: PlaygroundActor) {
  const snapshot = playground.getSnapshot();
  if (snapshot.context.run === undefined || snapshot.matches('failed')) return;
  playground.send({ type: 'playhead.moved', to: leadIn(snapshot.context.run) });
  playground.send({ type: 'play.toggled' });
}
