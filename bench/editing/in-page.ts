/** What stands in the page beside the playground, and measures it. */
export interface InPage {
  /** Presses something that asks for a run other than the one shown, and resolves with the ms until the first frame is painted that shows it. */
  firstFrameMs(press: object): Promise<number>;
}

declare global {
  interface Window {
    editingBench: InPage;
  }
}

/** The hash of the run that the instrument shows. */
const shownRun = () => document.querySelector('[data-run]')?.getAttribute('data-run');

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
    const before = shownRun();
    const startedAt = performance.now();
    const isShown = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (shownRun() === before) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.querySelector('#playground')!, { subtree: true, childList: true, attributes: true });
    });
    document.dispatchEvent(new CustomEvent('breakable:press', { detail: [press] }));
    await isShown;
    return (await painted()) - startedAt;
  },
};
