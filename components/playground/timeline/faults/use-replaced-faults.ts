'use client';
import { useState } from 'react';
import type { Fault } from '@/simulation/fault.ts';
import type { SendEvent } from '../../playground-event.ts';

/** How all faults were last replaced at once. */
interface Replacement {
  readonly by: 'clear' | 'reset' | 'remove';
  readonly before: readonly Fault[];
  readonly after: readonly Fault[];
}

/** Replaces all faults at once, and remembers those before, so that it can be undone until something else is done to them. */
export function useReplacedFaults(faults: readonly Fault[], send: SendEvent) {
  const [last, setLast] = useState<Replacement>();
  const put = (next: readonly Fault[]) => send({ type: 'faults.replaced', faults: next });
  return {
    replace(by: Replacement['by'], after: readonly Fault[]) {
      setLast({ by, before: faults, after });
      put(after);
    },
    /** What stands as it was replaced. */
    undoable: last?.after === faults ? last : undefined,
    undo() {
      if (last !== undefined) put(last.before);
    },
  };
}
