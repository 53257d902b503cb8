import type { CSSProperties } from 'react';
import { chartHeight } from '@/simulation/views/charts-paths.ts';
import { plotWidth } from '@/simulation/views/charts-scale.ts';
import type { ChartView } from '@/simulation/views/charts.ts';
import type { Moment } from './moment.ts';

/** A chart: its name, its value at the playhead and what its height stands for in the gutter; no axis and no grid. */
export function ChartRow({ chart, at: At }: { readonly chart: ChartView; readonly at: Moment }) {
  return (
    <div className="timeline-row timeline-chart">
      <div className="timeline-gutter">
        <span>{chart.label}</span>
        <At read={chart.reading}>{(reading) => <Reading text={reading} />}</At>
        <Note chart={chart} />
      </div>
      <div className="timeline-plot" aria-hidden="true">
        <svg viewBox={`0 0 ${plotWidth} ${chartHeight}`} preserveAspectRatio="none">
          <Lines chart={chart} />
        </svg>
        {chart.kind === 'latency' && chart.limit && (
          <span className="timeline-limit" style={{ '--share': chart.limit.y / chartHeight } as CSSProperties}>
            {chart.limit.label}
          </span>
        )}
      </div>
    </div>
  );
}

/** Numbers in ink, words and units beside them quieter. */
function Reading({ text }: { readonly text: string }) {
  return (
    <b>
      {text.split(/([\d.]+)/).map((part, position) => (position % 2 === 1 ? part : <span key={position}>{part}</span>))}
    </b>
  );
}

function Note({ chart }: { readonly chart: ChartView }) {
  if (chart.kind !== 'latency') return <small>{chart.scale}</small>;
  return (
    <small>
      <Key name="p50" dash="" />
      <Key name="p99" dash="3 2.5" />
    </small>
  );
}

function Key({ name, dash }: { readonly name: string; readonly dash: string }) {
  return (
    <span className="timeline-key">
      <svg width="14" height="6" aria-hidden="true">
        <path d="M0 3H14" stroke={dash === '' ? 'var(--ink)' : 'var(--ink-3)'} strokeWidth="1.5" strokeDasharray={dash} />
      </svg>
      {name}
    </span>
  );
}

function Lines({ chart }: { readonly chart: ChartView }) {
  switch (chart.kind) {
    case 'success':
      return (
        <>
          <path data-part="success-area" d={chart.area} />
          <path data-part="success" d={chart.line} />
        </>
      );
    case 'latency':
      return (
        <>
          <path data-part="band" d={chart.band} />
          {chart.limit && <path data-part="limit" d={`M0 ${chart.limit.y}H${plotWidth}`} />}
          <path data-part="p99" d={chart.p99} />
          <path data-part="p50" d={chart.p50} />
        </>
      );
    case 'count':
      return <path data-part="bars" data-tone={chart.tone} d={chart.bars} />;
  }
}
