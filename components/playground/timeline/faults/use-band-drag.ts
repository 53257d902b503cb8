'use client';
import { useMemo, useRef, useState, type PointerEvent } from 'react';
import type { Fault } from '@/simulation/fault.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { SendEvent } from '../../playground-event.ts';
import { onceAFrame } from '../once-a-frame.ts';
import { faultBands } from './fault-bands.ts';
import { editedFault, partAt, snapped, type BandPart, type EditScope } from './fault-edit.ts';

/** A band that a pointer carries, and the row of each band when it was taken up: none of them jumps until it is let go. */
interface Drag {
  readonly index: number;
  readonly part: BandPart;
  readonly rows: readonly number[];
}
/** The pointer that carries it, and the fault as it was then. */
interface Hold extends Drag {
  readonly fault: Fault;
  readonly fromMs: number;
  readonly pointerId: number;
  readonly startX: number;
  readonly msPerPx: number;
}
/** A pointer that moves less than this presses, and does not drag. In px. */
const slack = 3;

/** The bands, and the way to carry them by pointer. The run follows while they are carried, once a frame at most. */
export function useBandDrag(scope: EditScope, data: ScenarioData, send: SendEvent) {
  const hold = useRef<Hold>(undefined);
  const [drag, setDrag] = useState<Drag>();
  const changes = useMemo(() => onceAFrame(({ index, fault }: { readonly index: number; readonly fault: Fault }) => send({ type: 'fault.changed', index, fault })), [send]);
  const bands = faultBands(scope.faults, data, scope.durationMs * 1000, drag?.rows);
  const letGo = () => {
    changes.flush();
    hold.current = undefined;
    setDrag(undefined);
  };

  const handlersFor = (index: number, part: BandPart) => ({
    onPointerDown({ button, pointerId, clientX, currentTarget }: PointerEvent<HTMLElement>) {
      const fault = scope.faults[index];
      const width = currentTarget.closest('.timeline-plot')?.clientWidth ?? 0;
      if (button !== 0 || fault === undefined || width === 0) return;
      currentTarget.setPointerCapture(pointerId);
      hold.current = { index, part, fault, fromMs: partAt(fault, part, scope), rows: bands.map(({ row }) => row), pointerId, startX: clientX, msPerPx: scope.durationMs / width };
    },
    onPointerMove({ clientX, pointerId }: PointerEvent) {
      const held = hold.current;
      if (held === undefined || held.pointerId !== pointerId) return;
      if (drag === undefined && Math.abs(clientX - held.startX) < slack) return;
      if (drag === undefined) setDrag(held);
      const toMs = snapped(held.fromMs + (clientX - held.startX) * held.msPerPx, scope.durationMs);
      changes.give({ index, fault: editedFault(held.fault, part, toMs, scope) });
    },
    onLostPointerCapture({ target, currentTarget }: PointerEvent) {
      // A finger is first held by what it touched, which loses it to the band.
      if (target === currentTarget) letGo();
    },
  });
  /** Puts back what is being carried; false where nothing is. */
  const cancel = (): boolean => {
    const held = hold.current;
    if (held === undefined) return false;
    changes.give(held);
    letGo();
    return true;
  };
  return { bands, drag, handlersFor, cancel };
}
export type BandDrag = ReturnType<typeof useBandDrag>;
