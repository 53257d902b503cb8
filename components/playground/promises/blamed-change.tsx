import type { EditedPlace } from '@/simulation/run.ts';
import type { SendPress } from '../press.ts';
import { preciseSeconds } from '../timeline/time-text.ts';
import { CodeLink } from './code-link.tsx';

interface Props {
  readonly place: EditedPlace;
  readonly send: SendPress | undefined;
}

/** The changed line that ran last before the promise broke, or the function in which lines are gone, and how it is known that the change is to blame. */
export function BlamedChange({ place, send }: Props) {
  const { within, at } = place;
  const when = <><span className="num">{preciseSeconds(at)}</span> s</>;
  return (
    <p className="text-pretty text-ink">
      {within === '' ? (
        <><CodeLink place={place} isFirst send={send} /> ran last, at {when}. </>
      ) : (
        <>Lines are gone from {within} at <CodeLink place={place} send={send} />, where it was last at {when}. </>
      )}
      The code as it is keeps this promise on the same inputs.
    </p>
  );
}
