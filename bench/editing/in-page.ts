/** What stands in the page beside the playground, and measures it. */
export interface InPage {
  /** Presses something, and resolves with the ms until the first frame is painted that shows the run which it asked for. */
  firstFrameMs(press: object): Promise<number>;
}

declare global {
  interface Window {
    editingBench: InPage;
  }
}

/** When the latest run was handed to the page. */
let arrivedAt = 0;

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Resolves right after the frame that is being made has been painted. */
const painted = async () => {
  await frame();
  return new Promise<number>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(null);
  });
};

window.editingBench = {
  async firstFrameMs(press) {
    arrivedAt = Infinity;
    let shownAt = 0;
    const observer = new MutationObserver(() => {
      if (shownAt === 0 && performance.now() >= arrivedAt) void painted().then((now) => (shownAt = now));
    });
    observer.observe(document.querySelector('#playground')!, { subtree: true, childList: true, attributes: true, characterData: true });
    const startedAt = performance.now();
    document.dispatchEvent(new CustomEvent('breakable:press', { detail: [press] }));
    while (shownAt === 0) await frame();
    observer.disconnect();
    return shownAt - startedAt;
  },
};

/** Hears of each run that a sandbox hands to the page. The time is the message's own, so that it lies before all that the page does with it. */
const start = Reflect.get(MessagePort.prototype, 'start') as () => void;
MessagePort.prototype.start = function startAndListen(this: MessagePort) {
  this.addEventListener('message', ({ data, timeStamp }: MessageEvent<{ type?: string }>) => {
    if (data.type === 'result') arrivedAt = timeStamp;
  });
  start.call(this);
};
