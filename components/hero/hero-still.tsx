import type { RunResult } from '@/simulation/run.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { messagesAt } from '@/simulation/views/messages.ts';
import { StillMessages } from '../playground/canvas/still-messages.tsx';
import { stillMoment } from '../playground/timeline/moment.ts';
import { HeroPicture } from './hero-picture.tsx';
import { HeroStage } from './hero-stage.tsx';
import type { HeroSubject } from './hero-subject.ts';

/** The hero at its experiment's telling moment, as HTML that needs no script. */
export function HeroStill({ subject, run }: { readonly subject: HeroSubject; readonly run: RunResult }) {
  const { data } = subject;
  const [experiment] = data.experiments;
  const at = Math.min(run.endedAt, (experiment?.stillAtMs ?? 0) * 1000);
  const moment = stillMoment(at);
  const marks = messagesAt(frameIndexOf(run, data), at);
  return (
    <HeroPicture
      subject={subject}
      run={run}
      faults={run.faults}
      at={moment}
      isPlaying={false}
      stage={<HeroStage data={data} run={run} at={moment} wirings={['desk', 'portrait']} messages={(plan) => <StillMessages plan={plan} marks={marks} />} />}
    />
  );
}
