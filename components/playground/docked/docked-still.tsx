import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { momentFor } from '../playground-moment.ts';
import { stillMoment } from '../timeline/moment.ts';
import { DockedPicture } from './docked-picture.tsx';

/** The docked player at the telling moment of the first experiment, as HTML that needs no script. */
export function DockedStill({ data, run }: { readonly data: ScenarioData; readonly run: RunResult }) {
  return <DockedPicture data={data} run={run} mode="ready" at={stillMoment(momentFor('telling moment', run, data, 0))} />;
}
