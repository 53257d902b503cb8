'use client';
import { useActorRef, useSelector } from '@xstate/react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { noEdits } from '@/simulation/edits/edits.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { MessageOverlay } from '../playground/canvas/message-overlay.tsx';
import { useIsPortrait } from '../playground/canvas/use-is-portrait.ts';
import { FailureNotice } from '../playground/failure-notice.tsx';
import { playgroundMachine } from '../playground/playground.machine.ts';
import { MutablePlayhead } from '../playground/playhead.ts';
import { runnerFor } from '../playground/runner/page-runner.ts';
import { liveMoment } from '../playground/timeline/live-moment.ts';
import { heroLoop } from './hero-loop.ts';
import { HeroPicture } from './hero-picture.tsx';
import { HeroStage } from './hero-stage.tsx';
import type { HeroSubject, SendHeroPress } from './hero-subject.ts';

interface HeroProps {
  readonly subject: HeroSubject;
  /** It plays before the reader has pressed anything. */
  readonly playsAlone: boolean;
  /** Called when its first run has arrived, with the way to press its controls from outside. */
  readonly onStands: (send: SendHeroPress) => void;
}

/** The live hero: the instrument's own machine, runner and playhead, with less round them. */
export function Hero({ subject, playsAlone, onStands }: HeroProps) {
  const { data } = subject;
  const [playhead] = useState(() => new MutablePlayhead());
  const actor = useActorRef(playgroundMachine, { input: { data, playhead, openRunner: () => runnerFor(data) } });
  const [loop] = useState(() => heroLoop(actor, playsAlone));
  const at = useMemo(() => liveMoment(playhead), [playhead]);
  const mode = useSelector(actor, ({ value }) => value);
  const { run, settings, sentence } = useSelector(actor, ({ context }) => context);
  const isPortrait = useIsPortrait();
  const host = useRef<HTMLDivElement>(null);
  const stands = run !== undefined;
  useLayoutEffect(() => {
    if (!stands || host.current === null) return undefined;
    onStands(loop.press);
    return loop.attach(host.current);
  }, [stands, onStands, loop]);

  const notice = sentence !== '' && <FailureNotice sentence={sentence} place={undefined} edits={noEdits} send={actor.send} />;
  if (run === undefined) return notice;
  const index = frameIndexOf(run, data);
  return (
    <div ref={host}>
      <HeroPicture
        subject={subject}
        run={run}
        faults={settings.faults}
        at={at}
        isPlaying={mode === 'playing'}
        stage={
          <HeroStage data={data} run={run} at={at} wirings={[isPortrait ? 'portrait' : 'desk']} messages={(plan) => <MessageOverlay plan={plan} index={index} playhead={playhead} />} />
        }
        send={loop.press}
      />
      {notice}
    </div>
  );
}
