import { memo } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { chartsOf, type ChartView } from '@/simulation/views/charts.ts';
import type { ComparisonState } from '../../playground-comparison.ts';
import type { SendEvent } from '../../playground-event.ts';
import type { Moment } from '../moment.ts';
import { ChartRow } from './chart-row.tsx';
import './charts.css';
import './control.css';
import { otherArmOf } from './comparison-words.ts';
import { ControlRow } from './control-row.tsx';

interface Props {
  readonly data: ScenarioData;
  readonly run: RunResult;
  readonly at: Moment;
  /** Left out in the still, which compares nothing. */
  readonly counterpart?: RunResult | undefined;
  readonly comparison?: ComparisonState;
  readonly send?: SendEvent;
}

/** The charts, and over them the switch that runs the world without the pattern. They are drawn once per run. */
export const ChartRows = memo(function ChartRows({ data, run, at, counterpart, comparison = 'off', send }: Props) {
  const charts = chartsOf(run, data, counterpart);
  const onPhone = chartsOnPhone(charts);
  const otherArm = comparison === 'off' ? undefined : otherArmOf(run);
  return (
    <>
      <ControlRow run={run} counterpart={counterpart} comparison={comparison} send={send} />
      {charts.map((chart) => (
        <ChartRow key={chart.label} chart={chart} at={at} otherArm={otherArm} comparison={comparison} isOnPhone={onPhone.includes(chart)} />
      ))}
    </>
  );
});

/** Success and latency; where there is neither, the first two. */
function chartsOnPhone(charts: readonly ChartView[]): readonly ChartView[] {
  const essential = charts.filter(({ kind }) => kind === 'success' || kind === 'latency');
  return essential.length > 0 ? essential : charts.slice(0, 2);
}
