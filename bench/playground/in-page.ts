import type { RunResult } from '../../simulation/run.ts';

/** What stands in the page beside the playground, and measures it. */
export interface InPage {
  /** The latest run of each arm, with the pattern and without it. */
  latest: { pattern?: SeenRun; control?: SeenRun };
  /** Animation frames per second over so many ms. */
  framesPerSecond(ms: number): Promise<number>;
  /** From now on notes how many frames pass from a move of the pointer to the paint that shows it. */
  watchScrubbing(): Promise<void>;
  framesToView: number[];
}
/** As much of a run as is measured against. */
export interface SeenRun {
  readonly experiment: string;
  readonly seed: number;
  /** How many faults it was given. */
  readonly faults: number;
  readonly events: number;
  /** Every message's way, in virtual µs. */
  readonly flights: readonly (readonly [sentAt: number, arrivesAt: number])[];
}

declare global {
  interface Window {
    bench: InPage;
  }
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Resolves right after the frame that is being made has been painted. */
const painted = () =>
  new Promise<number>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(null);
  });

window.bench = {
  latest: {},
  framesToView: [],
  async framesPerSecond(ms) {
    const startedAt = await frame();
    let frames = 0;
    let now = startedAt;
    while (now - startedAt < ms) {
      now = await frame();
      frames += 1;
    }
    return (frames * 1000) / (now - startedAt);
  },
  async watchScrubbing() {
    const frameMs = 1000 / (await window.bench.framesPerSecond(500));
    const slider = document.querySelector<HTMLInputElement>('#playground .timeline-slider');
    let shown = slider?.value;
    let movedAt: number | undefined;
    const moved = async (event: PointerEvent) => {
      if (event.buttons === 0 || movedAt !== undefined) return;
      movedAt = event.timeStamp;
      while (slider?.value === shown) await frame();
      shown = slider?.value;
      window.bench.framesToView.push(((await painted()) - movedAt) / frameMs);
      movedAt = undefined;
    };
    addEventListener('pointermove', (event) => void moved(event), { capture: true });
  },
};

/** Reads the runs that the sandbox hands to the page. */
const start = Reflect.get(MessagePort.prototype, 'start') as () => void;
MessagePort.prototype.start = function startAndListen(this: MessagePort) {
  this.addEventListener('message', ({ data }: MessageEvent<{ type?: string; json?: string }>) => {
    if (data.type !== 'result' || data.json === undefined) return;
    const { control, experiment, seed, faults, events, flights } = JSON.parse(data.json) as RunResult;
    window.bench.latest[control ? 'control' : 'pattern'] = { experiment, seed, faults: faults.length, events, flights: flights.map(({ sentAt, arrivesAt }) => [sentAt, arrivesAt]) };
  });
  start.call(this);
};
