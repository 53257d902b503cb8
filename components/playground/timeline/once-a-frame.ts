/** Hands on only the latest of what it is given, at most once a frame: more could not be seen. */
export interface FrameGate<Value> {
  readonly give: (value: Value) => void;
  /** Hands on at once what still waits. */
  readonly flush: () => void;
}

/** @param nextFrame asks for a frame, as the browser does */
export function onceAFrame<Value>(act: (value: Value) => void, nextFrame: (draw: () => void) => unknown = requestAnimationFrame): FrameGate<Value> {
  let waiting: { readonly value: Value } | undefined;
  const flush = () => {
    const given = waiting;
    waiting = undefined;
    if (given !== undefined) act(given.value);
  };
  return {
    give: (value) => {
      if (waiting === undefined) nextFrame(flush);
      waiting = { value };
    },
    flush,
  };
}
