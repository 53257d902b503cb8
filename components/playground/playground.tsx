'use client';
import { useActorRef, useSelector } from '@xstate/react';
import { useLayoutEffect, useMemo, useState } from 'react';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { Announcer } from './announcer.tsx';
import { blameIn } from './blame.ts';
import { FlowCanvas } from './canvas/flow-canvas.tsx';
import { LiveDocked } from './docked/live-docked.tsx';
import { draftKeeperOf } from './drafts/draft-keeper-of.ts';
import { runNoted } from './drafts/run-noted.ts';
import { useDrafts } from './drafts/use-drafts.ts';
import { FailureNotice } from './failure-notice.tsx';
import { InstrumentFrame } from './instrument-frame.tsx';
import { LinkNotice } from './link/link-notice.tsx';
import type { Opening } from './link/opening.ts';
import { useAddress } from './link/use-address.ts';
import { useOpenedLinks } from './link/use-opened-links.ts';
import { Panel } from './panel/panel.tsx';
import { comparisonState } from './playground-comparison.ts';
import { isAwaiting } from './playground-context.ts';
import { playgroundMachine } from './playground.machine.ts';
import type { PlaygroundMode } from './playground-settings.ts';
import { MutablePlayhead } from './playhead.ts';
import type { Press } from './press.ts';
import { pressesInTurn } from './presses-in-turn.ts';
import { PromiseStrip } from './promises/promise-strip.tsx';
import { ViolationBanner } from './promises/violation-banner.tsx';
import { runnerFor } from './runner/page-runner.ts';
import { RunningNotice } from './running-notice.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { Transport } from './transport/transport.tsx';
import { useStateBroadcast } from './use-state-broadcast.ts';

interface PlaygroundProps {
  readonly data: ScenarioData;
  /** The catalog's version. */
  readonly version: string;
  /** What it opens with. Another one is gone to. */
  readonly opening: Opening;
  /** Called when the first run has arrived and there is something to see, with the way to press its controls from outside. */
  readonly onStands: (press: (presses: readonly Press[]) => void) => void;
}

/** The live instrument. It draws what the machine, the run and the playhead say, and sends what the reader does. */
export function Playground({ data, version, opening, onStands }: PlaygroundProps) {
  const [playhead] = useState(() => new MutablePlayhead());
  useDrafts(data.slug, opening);
  const actor = useActorRef(playgroundMachine, { input: { data, playhead, openRunner: () => runNoted(runnerFor(data), draftKeeperOf(data.slug)), opening } });
  const mode = useSelector(actor, ({ value }): PlaygroundMode => value);
  const { run, settings, sentence, selected, pane, isRaised, counterpart, answered, failedAt, original, codeAt } = useSelector(actor, ({ context }) => context);
  const comparison = useSelector(actor, ({ context }) => comparisonState(context));
  const stands = run !== undefined;
  useLayoutEffect(() => {
    if (stands) onStands(pressesInTurn(actor));
  }, [stands, onStands, actor]);

  useStateBroadcast({ data, run, settings, mode, playhead });
  const [send] = useState(() => (press: Press) => actor.send(press));
  const isAwaited = useSelector(actor, isAwaiting);
  useOpenedLinks(opening, send);
  const blame = useMemo(() => blameIn(run, original), [run, original]);
  useAddress({ data, version, opening, run, settings, mode, isAwaited, pane, playhead, blame });
  const notice = (
    <>
      <LinkNotice slug={data.slug} version={version} opening={opening} run={run} pane={pane} send={send} />
      {sentence !== '' && <FailureNotice key={answered} sentence={sentence} place={failedAt} edits={settings.edits} send={send} />}
      {isAwaited && <RunningNotice send={send} />}
    </>
  );
  if (run === undefined) return notice;
  const shared = { data, run, counterpart, comparison, playhead, mode, settings, hasFailed: sentence !== '', blame, codeAt, send };
  return (
    <>
      <InstrumentFrame
        wiringHeight={data.topology.wirings.desk.height}
        run={run.hash}
        stage={<FlowCanvas data={data} run={run} playhead={playhead} mode={mode} faults={settings.faults} selected={selected} send={send} />}
        panel={<Panel {...shared} pane={pane} isRaised={isRaised} selected={selected} />}
        promises={<PromiseStrip {...shared} />}
        violation={<>{notice}<ViolationBanner {...shared} /></>}
        transport={<Transport {...shared} />}
        timeline={<Timeline {...shared} />}
      />
      <Announcer data={data} index={frameIndexOf(run, data)} playhead={playhead} />
      <LiveDocked {...shared} />
    </>
  );
}
