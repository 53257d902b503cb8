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
  const link = <CodeLink place={place} send={send} />;
  const when = <><span className="num">{preciseSeconds(place.at)}</span> s</>;
  return (
    <p className="text-pretty text-ink">
      {place.within === '' ? <>{link} ran last, at {when}.</> : <>lines are gone from {place.within} at {link}, where it was last at {when}.</>}
      {' '}The code as it is keeps this promise on the same inputs.
    </p>
  );
}
