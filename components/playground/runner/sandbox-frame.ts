import { answerMax } from './answer-max.ts';

/** The most signs of life that a run may give. Far more than an honest worker sends. */
const beatsMax = 20_000;
/** The longest first line of a worker's message, in characters. */
const headMax = 20_000;

/**
 * The document of the hidden frame. Its origin is opaque, so that nothing of the page is within reach; its policy, which the worker
 * inherits, is what stops the network. It gives the code a worker and passes messages on: no more than one answer to a run, and signs of
 * life no more often than every 25 ms, of which the latest is never held back for long. What it passes is made anew, with fields of known
 * types and lengths. It may share the page's thread, so it does little, and it takes only texts of the worker: one line that says what it is, and
 * what follows it. A text is copied, but any other value is built anew in this thread before it can be looked at. So a worker that sends
 * anything but what a run has to say is ended at its first message.
 */
export const sandboxDocument = (nonce: string): string => `<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:; connect-src 'none'; form-action 'none'; base-uri 'none'">
<script>
(() => {
  'use strict';
  const nonce = ${JSON.stringify(nonce)};
  const connect = (event) => {
    if (event.source !== parent || !event.data || event.data.nonce !== nonce) return;
    removeEventListener('message', connect);
    const port = event.ports[0];
    let worker, isLoaded = false, owed = 0, beats = 0, lastBeat = 0, latest, timer;
    const text = (value, max) => (typeof value === 'string' ? value.slice(0, max) : '');
    const number = (value) => (typeof value === 'number' ? value : 0);
    const crash = (message) => {
      if (!worker) return;
      worker.terminate();
      worker = undefined;
      clearTimeout(timer);
      port.postMessage({ type: 'crashed', message: text(message, 1000) });
    };
    const passBeat = () => {
      timer = undefined;
      lastBeat = performance.now();
      port.postMessage(latest);
    };
    const beat = ({ node, file, line, events, steps }) => {
      beats += 1;
      if (beats > ${beatsMax}) return crash('It gave more signs of life than a run has.');
      latest = { type: 'beat', node: text(node, 200), file: text(file, 200), line: number(line), events: number(events), steps: number(steps) };
      if (performance.now() - lastBeat >= 25) {
        clearTimeout(timer);
        passBeat();
      } else timer ??= setTimeout(passBeat, 25);
    };
    const answer = ({ type, run, name, message }, json) => {
      owed -= 1;
      if (timer !== undefined) {
        clearTimeout(timer);
        passBeat(); // the answer may be long, and long on its way
      }
      if (type === 'refused') port.postMessage({ type, run: number(run), name: text(name, 200), message: text(message, 1000) });
      else if (json.length <= ${answerMax}) port.postMessage({ type: 'result', run: number(run), json });
      else crash('Its answer is too long to be read.');
    };
    const headOf = (text) => {
      try {
        return JSON.parse(text) || {};
      } catch {
        return {};
      }
    };
    const pass = (data) => {
      const end = typeof data === 'string' ? data.indexOf('\\n') : -1;
      const head = end > 0 && end <= ${headMax} ? headOf(data.slice(0, end)) : {};
      const { type } = head;
      if (type === 'beat' && owed > 0) beat(head);
      else if ((type === 'result' || type === 'refused') && owed > 0) answer(head, data.slice(end + 1));
      else if (type === 'loaded' && !isLoaded) {
        isLoaded = true;
        port.postMessage({ type });
      } else crash('It sent what nobody waits for.');
    };
    port.onmessage = ({ data }) => {
      if (data.type === 'load') {
        worker = new Worker(URL.createObjectURL(new Blob([data.source], { type: 'text/javascript' })));
        worker.onmessage = (message) => worker && pass(message.data);
        worker.onmessageerror = () => pass();
        worker.onerror = (error) => {
          error.preventDefault();
          crash(String(error.message));
        };
      } else if (worker) {
        owed += 1;
        beats = 0;
        worker.postMessage(data);
      }
    };
  };
  addEventListener('message', connect);
  parent.postMessage({ type: 'ready', nonce }, '*');
})();
</script>`;

/** Signs of life leave the worker this often at most, in ms: often enough that the last one before a hang is close to it. */
const beatMs = 8;
/** Rows of a result that are written down between two signs of life. */
const rowsAtOnce = 2_000;
/** Of the lines that a run comes to while it is asked to tell them, so many leave the worker; then every second, every fourth … of as many again. */
const linesTold = 5_000;

/**
 * What stands around a simulation's file in the worker. It is strict, so that no function of it has the global object as its `this`, and
 * takes what it needs of the realm before the file is evaluated. `edited` is the text of an object literal, the reader's compiled code by
 * file. An order `{ run, input, locate }` is answered by a `result` or by `refused`, and by signs of life before that, each with the place
 * where the run is. `locate` is the `steps` of an earlier run's last sign of life: from there on every line is told that the code comes to.
 * What is sent has no prototype, so that nothing which the code has changed runs when it is written. A result is written in pieces,
 * with a sign of life after each: to write a long one is a good part of the time that a run may be silent.
 */
export const workerSource = (simulation: string, edited = 'undefined'): string => `'use strict';
(() => {
const { postMessage, performance, String } = globalThis;
const { stringify } = JSON;
const within = Function.prototype.call.bind(String.prototype.slice);
const now = () => performance.now();
const send = (head, body = '') => postMessage(stringify({ __proto__: null, ...head }) + '\\n' + body);
const words = (value) => {
  try {
    return String(value).slice(0, 1000);
  } catch {
    return '';
  }
};
globalThis.answerRuns = (edited) => {
  delete globalThis.answerRuns;
  const { simulate, ownRealm } = globalThis.breakable;
  if (edited) ownRealm();
  let last = 0, lines = 0, every = 1, where;
  const beat = (place, tellsLines) => {
    where = place;
    if (tellsLines) {
      lines += 1;
      if (lines >= ${linesTold} * every) every *= 2;
      if (lines % every !== 0) return;
    } else {
      const time = now();
      if (time - last < ${beatMs}) return;
      last = time;
    }
    send({ type: 'beat', ...place() });
  };
  const written = ({ rows, ...others }) => {
    let text = within(stringify({ __proto__: null, ...others }), 0, -1) + ',"rows":[';
    for (let from = 0; from < rows.length; from += ${rowsAtOnce}) {
      const some = [];
      for (let at = from; at < rows.length && at < from + ${rowsAtOnce}; at += 1) some[at - from] = rows[at];
      text += (from === 0 ? '' : ',') + within(stringify(some), 1, -1);
      if (where) beat(where, false);
    }
    return text + ']}';
  };
  globalThis.onmessage = ({ data: { run, input, locate } }) => {
    where = undefined;
    lines = 0;
    every = 1;
    try {
      const json = written(simulate(input, beat, edited, locate));
      if (json.length > ${answerMax}) send({ type: 'refused', run, name: 'InputError', message: 'The run wrote down more than can be shown: let it write less, or end sooner.' });
      else send({ type: 'result', run }, json);
    } catch (error) {
      send({ type: 'refused', run, name: words(error && error.name), message: words(error && error.message) });
    }
  };
  send({ type: 'loaded' });
};
})();
${simulation}
;answerRuns(${edited});
`;
