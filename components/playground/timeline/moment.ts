import type { ReactNode } from 'react';

/**
 * Draws what depends on the time. `read` takes it from the run at a virtual time in microseconds, as plain data; what did not change
 * is not drawn again.
 */
export type Moment = <Value>(props: { readonly read: (at: number) => Value; readonly children: (value: Value) => ReactNode }) => ReactNode;

/** The still's moment: it stands. */
export const stillMoment = (at: number): Moment =>
  function StillMoment({ read, children }) {
    return children(read(at));
  };
