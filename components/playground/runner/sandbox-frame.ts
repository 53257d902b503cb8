/**
 * The document of the hidden frame. Its origin is opaque, so that nothing of the page is within reach; its policy, which the worker
 * inherits, is what stops the network. It gives the code a worker and passes messages on: no more than one answer to a run,
 * and signs of life no more often than every 25 ms.
 */
export const sandboxDocument = (nonce: string): string => `<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:; connect-src 'none'; form-action 'none'; base-uri 'none'">
<script>
(() => {
  const nonce = ${JSON.stringify(nonce)};
  const connect = (event) => {
    if (event.source !== parent || !event.data || event.data.nonce !== nonce) return;
    removeEventListener('message', connect);
    const port = event.ports[0];
    let worker, owed = 0, lastBeat = 0;
    const pass = (data) => {
      if (!data) return;
      if (data.type === 'beat') {
        if (performance.now() - lastBeat < 25) return;
        lastBeat = performance.now();
      } else if (data.type !== 'loaded') {
        if (owed === 0) return;
        owed -= 1;
      }
      port.postMessage(data);
    };
    port.onmessage = ({ data }) => {
      if (data.type === 'load') {
        worker = new Worker(URL.createObjectURL(new Blob([data.source], { type: 'text/javascript' })));
        worker.onmessage = (message) => pass(message.data);
        worker.onerror = (error) => {
          error.preventDefault();
          port.postMessage({ type: 'crashed', message: String(error.message) });
        };
      } else {
        owed += 1;
        worker.postMessage(data);
      }
    };
  };
  addEventListener('message', connect);
  parent.postMessage({ type: 'ready', nonce }, '*');
})();
</script>`;

/**
 * What stands around a simulation's file in the worker. The ways out are taken before the file is evaluated. `simulate` is given
 * a second argument to call between events: a run that does so shows that it is alive while it lasts. `edited` is the text of an
 * object literal, the reader's compiled code by file.
 */
export const workerSource = (simulation: string, edited = 'undefined'): string => `(() => {
const { postMessage, performance, JSON } = globalThis;
globalThis.answerRuns = (edited) => {
  delete globalThis.answerRuns;
  const { simulate } = globalThis.breakable;
  let last = 0;
  const beat = () => {
    const now = performance.now();
    if (now - last < 40) return;
    last = now;
    postMessage({ type: 'beat' });
  };
  globalThis.onmessage = ({ data: { run, input } }) => {
    try {
      const json = JSON.stringify(simulate(input, beat, edited));
      postMessage({ type: 'result', run, json });
    } catch (error) {
      postMessage({ type: 'refused', run, name: String(error && error.name), message: String(error && error.message) });
    }
  };
  postMessage({ type: 'loaded' });
};
})();
${simulation}
;answerRuns(${edited});
`;
