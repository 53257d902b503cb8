import type { KeyboardEvent, SyntheticEvent } from 'react';
import type { SendEvent } from '../playground-event.ts';
import { press } from '../press.ts';
import { ScenarioIcon } from '../scenario-icon.tsx';
import type { FaultBand } from './fault-bands.ts';
import { roundSeconds } from './time-text.ts';

/** The faults of the run as bands, which overlap in rows of their own. A band is removed by its button or by Delete. */
export function FaultRows({ bands, rows, durationUs, send }: { readonly bands: readonly FaultBand[]; readonly rows: number; readonly durationUs: number; readonly send: SendEvent | undefined }) {
  return (
    <div className="timeline-row timeline-faults">
      <div className="timeline-gutter">
        <span>Faults</span>
      </div>
      <ul className="timeline-plot" style={{ height: `${rows * 26}px` }} aria-label="Faults">
        {bands.length === 0 && <li className="timeline-no-faults">none</li>}
        {bands.map((band) => (
          <Band key={band.index} band={band} durationUs={durationUs} send={send} />
        ))}
      </ul>
    </div>
  );
}

function Band({ band, durationUs, send }: { readonly band: FaultBand; readonly durationUs: number; readonly send: SendEvent | undefined }) {
  const { index, label, target, icon, tone, from, to, row } = band;
  const removed = { type: 'fault.removed', index } as const;
  const remove = send && (({ currentTarget }: SyntheticEvent<HTMLElement>) => {
    neighbourOf(currentTarget)?.focus();
    send(removed);
  });
  const onKeyDown = remove && ((event: KeyboardEvent<HTMLElement>) => (event.key === 'Delete' || event.key === 'Backspace') && remove(event));
  return (
    <li className="timeline-band" title={`${label} ${target}`} data-tone={tone} style={{ left: `${(from / durationUs) * 100}%`, width: `${((to - from) / durationUs) * 100}%`, top: `${row * 26 + 2}px` }}>
      <ScenarioIcon name={icon} size={13} />
      <b>{label}</b> <span>{target}</span>
      <span className="sr-only">
        , {roundSeconds(from)} to {roundSeconds(to)} s
      </span>
      <button type="button" aria-label={`Remove the fault ${label} ${target}`} title="Remove this fault" onKeyDown={onKeyDown} {...(remove ? { onClick: remove } : press(removed, undefined))}>
        <ScenarioIcon name="x" size={13} />
      </button>
    </li>
  );
}

/** Where the focus goes when a band goes with it: to another band, or else to the playhead. */
function neighbourOf(button: HTMLElement): HTMLElement | undefined | null {
  const others = [...(button.closest('ul')?.querySelectorAll('button') ?? [])].filter((other) => other !== button);
  return others[0] ?? button.closest('.timeline')?.querySelector<HTMLElement>('.timeline-slider');
}
