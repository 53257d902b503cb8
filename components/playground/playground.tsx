'use client';
import { useActorRef, useSelector } from '@xstate/react';
import { useEffect, useState } from 'react';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { FlowCanvas } from './canvas/flow-canvas.tsx';
import { InstrumentFrame } from './instrument-frame.tsx';
import { playgroundMachine } from './playground.machine.ts';
import type { PlaygroundMode } from './playground-settings.ts';
import { MutablePlayhead } from './playhead.ts';
import type { Press } from './press.ts';
import { pressesInTurn } from './presses-in-turn.ts';
import { runnerFor } from './runner/runner.ts';

interface PlaygroundProps {
  readonly data: ScenarioData;
  /** Called once, when the first run has arrived and there is something to see, with the way to press its controls from outside. */
  readonly onStands: (press: (presses: readonly Press[]) => void) => void;
}

/** The live instrument. It draws what the machine, the run and the playhead say, and sends what the reader does. */
export function Playground({ data, onStands }: PlaygroundProps) {
  const [playhead] = useState(() => new MutablePlayhead());
  const actor = useActorRef(playgroundMachine, { input: { data, playhead, openRunner: () => runnerFor(data.slug) } });
  const mode = useSelector(actor, ({ value }): PlaygroundMode => value);
  const { run, settings, sentence, selected } = useSelector(actor, ({ context }) => context);
  const stands = run !== undefined || mode === 'failed';
  useEffect(() => {
    if (stands) onStands(pressesInTurn(actor));
  }, [stands, onStands, actor]);
  if (run === undefined) return null;
  const send = (event: Press) => actor.send(event);
  return (
    <InstrumentFrame
      stage={<FlowCanvas data={data} run={run} playhead={playhead} mode={mode} faults={settings.faults} selected={selected} send={send} />}
      panel={null}
      promises={null}
      transport={settings.seed}
      timeline={sentence}
    />
  );
}
