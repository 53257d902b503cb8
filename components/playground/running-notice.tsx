import { useEffect, useState } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import type { SendPress } from './press.ts';

/** Most runs are there before a reader could read that they are under way. */
const silentS = 1;

/** Says that a run goes on for long, and offers to end it. Mounted as long as one is awaited. What ran before stands behind it. */
export function RunningNotice({ send }: { readonly send: SendPress }) {
  const seconds = useSecondsHere();
  if (seconds < silentS) return null;
  return (
    <div className="flex min-h-11 items-center gap-3 border-line px-4 py-1.5 text-[13px] leading-5 text-ink-2 not-first:border-t">
      <p className="min-w-0 flex-1">
        <output>Running…</output> <span className="num">{seconds}</span> s
      </p>
      <button type="button" className={`${buttonLook.outlinedSmall} max-md:h-10`} onClick={() => send({ type: 'run.stopped' })}>
        Stop
      </button>
    </div>
  );
}

/** Whole seconds of the reader's time since this was mounted. */
function useSecondsHere(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
