const stepMs = 100;

/**
 * Calls back after so many ms in which the page had its turn, unless stopped before. A machine that slept, or had no time for the page, had none
 * for the sandbox either: each step counts as long as it was meant to be, however late its end was.
 */
export function waitAwake(ms: number, isOver: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const step = (leftMs: number) => {
    timer = setTimeout(() => (leftMs > stepMs ? step(leftMs - stepMs) : isOver()), Math.min(leftMs, stepMs));
  };
  step(ms);
  return () => clearTimeout(timer);
}
