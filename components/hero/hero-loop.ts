import type { ActorRefFrom } from 'xstate';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import type { PlaygroundEvent } from '../playground/playground-event.ts';
import type { playgroundMachine } from '../playground/playground.machine.ts';
import type { PlaygroundMode } from '../playground/playground-settings.ts';
import { heroFaultAt } from './hero-fault.ts';
import type { HeroPress } from './hero-subject.ts';

interface Standing {
  readonly mode: PlaygroundMode;
  readonly isAtEnd: boolean;
  /** It should be playing now. */
  readonly isWanted: boolean;
}
/** What has to be done for it: go on or stand still, begin again, or nothing. A broken promise stands until the reader plays on. */
export function dueIn({ mode, isAtEnd, isWanted }: Standing): 'nothing' | 'toggle' | 'again' {
  switch (mode) {
    case 'playing':
      return isWanted ? 'nothing' : 'toggle';
    case 'ready':
    case 'paused':
      if (!isWanted) return 'nothing';
      return isAtEnd ? 'again' : 'toggle';
    case 'loading':
    case 'violated':
    case 'failed':
      return 'nothing';
  }
}

/**
 * Plays the hero again and again while the reader wants it and it is on the screen. Each time it begins with the experiment's own faults.
 * @param isPlayWanted whether it plays before the reader has said anything
 */
export function heroLoop(actor: ActorRefFrom<typeof playgroundMachine>, isPlayWanted: boolean) {
  let wish = isPlayWanted;
  let isSeen = true;

  /** Playing first: until the run with the experiment's own faults arrives, the one before it stands. */
  const again = (): readonly PlaygroundEvent[] => [{ type: 'play.toggled' }, { type: 'faults.replaced', faults: actor.getSnapshot().context.data.experiments[0]?.faults ?? [] }];
  const settle = () => {
    const { value: mode, context: { run, playhead } } = actor.getSnapshot();
    const due = dueIn({ mode, isAtEnd: run !== undefined && playhead.get() >= run.endedAt, isWanted: wish && isSeen });
    if (due === 'toggle') actor.send({ type: 'play.toggled' });
    else if (due === 'again') again().forEach(actor.send);
  };

  return {
    press(press: HeroPress) {
      const { value: mode, context: { data, playhead, run, settings } } = actor.getSnapshot();
      if (press === 'act') {
        const fault = data.hero && run && heroFaultAt(data.hero.action, settings.faults, frameIndexOf(run, data), playhead.get());
        if (fault !== undefined) actor.send({ type: 'fault.added', fault });
        return;
      }
      wish = press === 'play';
      if (wish && (mode === 'violated' || mode === 'failed')) again().forEach(actor.send);
      else settle();
    },
    /** @returns the way to stop */
    attach(host: Element): () => void {
      const seen = new IntersectionObserver((entries) => {
        isSeen = entries.at(-1)?.isIntersecting ?? isSeen;
        settle();
      });
      seen.observe(host);
      const { unsubscribe } = actor.subscribe(settle);
      settle();
      return () => {
        seen.disconnect();
        unsubscribe();
      };
    },
  };
}
