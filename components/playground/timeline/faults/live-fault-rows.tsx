'use client';
import { useState } from 'react';
import type { Fault, FaultKind } from '@/simulation/fault.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import type { InstrumentView } from '../../instrument-view.ts';
import type { PlaygroundSettings } from '../../playground-settings.ts';
import { experimentNamed } from '../../settings-after.ts';
import { AddFault } from './add-fault.tsx';
import { addedFault } from './fault-additions.ts';
import { FaultRows } from './fault-rows.tsx';
import { LiveBand } from './live-band.tsx';
import { useBandDrag } from './use-band-drag.ts';
import { useReplacedFaults } from './use-replaced-faults.ts';

/** The faults of the run, which the reader adds, carries, stretches and takes away. */
export function LiveFaultRows({ data, run, playhead, settings, send }: InstrumentView) {
  const { faults } = settings;
  const durationMs = run.durationUs / 1000;
  const scope = { faults, durationMs };
  const dragging = useBandDrag(scope, data, send);
  const { replace, undoable, undo } = useReplacedFaults(faults, send);
  const [fresh, setFresh] = useState<Fault>();
  const own = ownFaults(data, settings);
  const isChanged = JSON.stringify(faults) !== JSON.stringify(own);

  const add = (kind: FaultKind, target: string) => {
    const fault = addedFault(kind, target, playhead.get() / 1000, durationMs);
    setFresh(fault);
    send({ type: 'fault.added', fault });
  };
  const change = (index: number, fault: Fault) => send({ type: 'fault.changed', index, fault });
  const remove = (index: number, from: HTMLElement) => {
    neighbourOf(from)?.focus();
    replace('remove', faults.filter((_, place) => place !== index));
  };
  const putBack = () => {
    setFresh(undefined);
    undo();
  };
  const gutter = (
    <>
      <AddFault data={data} index={frameIndexOf(run, data)} playhead={playhead} onAdd={add} />
      <span className="fault-choices">
        {undoable && <button key={undoable.by} type="button" onClick={putBack}>Undo</button>}
        {!undoable && faults.length > 0 && <button key="clear" type="button" title="Remove all faults" onClick={() => replace('clear', [])}>Clear</button>}
        {!undoable && isChanged && <button key="reset" type="button" title="Put back the faults of the experiment" onClick={() => replace('reset', own)}>Reset</button>}
      </span>
    </>
  );
  return (
    <FaultRows bands={dragging.bands} gutter={gutter}>
      {dragging.bands.map((band) => (
        <LiveBand key={band.index} band={band} scope={scope} dragging={dragging} isFresh={faults[band.index] === fresh} onChange={change} onRemove={remove} />
      ))}
    </FaultRows>
  );
}

/** The faults with which the experiment, or the break, was opened. */
const ownFaults = (data: ScenarioData, { experiment, breakName }: PlaygroundSettings): readonly Fault[] =>
  data.breaks.find(({ name }) => name === breakName)?.faults ?? experimentNamed(data, experiment)?.faults ?? [];

/** Where the focus goes when a band goes with it: to another band, or else to the button that adds one. */
function neighbourOf(control: HTMLElement): HTMLElement | undefined | null {
  const sliders = [...(control.closest('ul')?.querySelectorAll<HTMLElement>('.fault-slider[data-part="whole"]') ?? [])];
  const other = sliders.find((slider) => !slider.closest('li')?.contains(control));
  return other ?? control.closest('.timeline-faults')?.querySelector<HTMLElement>('.fault-add');
}
