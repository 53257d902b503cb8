import type { CSSProperties } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { lanesOf } from '@/simulation/views/lanes.ts';
import type { SendEvent } from '../playground-event.ts';
import type { PlaygroundMode } from '../playground-settings.ts';
import { press } from '../press.ts';
import { PromiseMark } from '../promises/promise-mark.tsx';
import { summaryText } from '../promises/promise-state.ts';
import type { Moment } from '../timeline/moment.ts';
import { preciseSeconds } from '../timeline/time-text.ts';
import { TransportIcon } from '../transport/transport-icon.tsx';
import { MiniWiring } from './mini-wiring.tsx';
import './docked.css';

interface DockedPictureProps {
  readonly data: ScenarioData;
  readonly run: RunResult;
  readonly mode: PlaygroundMode;
  readonly at: Moment;
  /** Left out in the still. */
  readonly send?: SendEvent;
}

/** The wiring in small, the lanes with the playhead, and the least that plays them. */
export function DockedPicture({ data, run, mode, at: At, send }: DockedPictureProps) {
  const isPlaying = mode === 'playing';
  return (
    <>
      <MiniWiring data={data} run={run} at={At} />
      <div className="docked-lanes" aria-hidden="true">
        {lanesOf(run, data).map(({ label, segments }) => (
          <div key={label} className="docked-lane">
            {segments.map(({ from, to, look }) => (
              <i key={from} data-tone={look.tone} data-ground={look.ground} style={{ left: share(from, run), width: share(to - from, run) }} />
            ))}
          </div>
        ))}
        <At read={(at) => at}>{(at) => <b data-stopped={run.status !== 'ended' && at >= run.endedAt ? '' : undefined} style={{ '--t': at / run.durationUs } as CSSProperties} />}</At>
      </div>
      <div className="docked-controls">
        <button type="button" className="docked-play" aria-label={isPlaying ? 'Pause' : 'Play'} title={isPlaying ? 'Pause' : 'Play'} {...press({ type: 'play.toggled' }, send)}>
          <TransportIcon name={isPlaying ? 'pause' : 'play'} isFilled />
        </button>
        <span className="docked-time">
          <At read={preciseSeconds}>{(seconds) => <b>{seconds}</b>}</At> s
        </span>
        <At read={(at) => summaryText(run.promises, at)}>{(summary) => <Summary text={summary} />}</At>
        <a className="docked-back" href="#playground" aria-label="Back to the instrument" title="Back to the instrument">
          <svg width="14" height="14" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
            <path d="m5 12 7-7 7 7M12 19V5" />
          </svg>
        </a>
      </div>
    </>
  );
}

const share = (us: number, { durationUs }: RunResult): string => `${(us / durationUs) * 100}%`;

function Summary({ text }: { readonly text: string }) {
  const status = text.endsWith('broken') ? 'broken' : text.startsWith('None') ? 'untested' : 'held';
  return (
    <span className="docked-summary" data-status={status}>
      <PromiseMark status={status} />
      {text}
    </span>
  );
}
