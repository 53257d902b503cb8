import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { StillCanvas } from './canvas/still-canvas.tsx';
import { InstrumentFrame } from './instrument-frame.tsx';
import { StillPanel } from './panel/still-panel.tsx';
import { PromiseStripPicture } from './promises/promise-strip-picture.tsx';
import { experimentNamed, openingSettings } from './settings-after.ts';
import { StillFaultRows } from './timeline/faults/fault-rows.tsx';
import { ChartRows } from './timeline/charts/chart-rows.tsx';
import { stillMoment } from './timeline/moment.ts';
import { TimelinePicture } from './timeline/timeline-picture.tsx';
import { TransportBar } from './transport/transport-bar.tsx';

interface PlaygroundStillProps {
  readonly data: ScenarioData;
  /** The first experiment's run. */
  readonly run: RunResult;
}

/** The instrument at the telling moment of its first experiment, as HTML that needs no script. */
export function PlaygroundStill({ data, run }: PlaygroundStillProps) {
  const at = Math.min(run.endedAt, (experimentNamed(data, run.experiment)?.stillAtMs ?? 0) * 1000);
  const settings = openingSettings(data);
  const moment = stillMoment(at);
  return (
    <InstrumentFrame
      wiringHeight={data.topology.wirings.desk.height}
      stage={<StillCanvas data={data} run={run} at={at} />}
      panel={<StillPanel data={data} settings={settings} />}
      promises={<PromiseStripPicture data={data} run={run} at={moment} />}
      transport={<TransportBar run={run} mode="ready" settings={settings} at={moment} />}
      timeline={<TimelinePicture data={data} run={run} at={moment} faultRows={<StillFaultRows data={data} faults={settings.faults} durationUs={run.durationUs} />} chartRows={<ChartRows data={data} run={run} at={moment} />} />}
    />
  );
}
