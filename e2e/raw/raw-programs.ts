import { answerMax } from '../../components/playground/runner/answer-max.ts';
import { tryWaysOut, waysOut } from './ways-out.ts';

/** Text that takes the place of a run in the sandbox's own worker: what a reader's code could do that broke out of the simulation. */
export interface RawProgram {
  readonly name: string;
  /**
   * Statements of an async function. `run` and `input` are the order, and `hold()` keeps the simulation from answering it. `send` speaks as the worker does,
   * `tell` has the page say something, `ended` runs another input under this one's name, and `waysOut` tries the ways out. ELSEWHERE is a listening server.
   */
  readonly text: string;
  /** What the page says of it; where nothing, the run comes as if nothing had been tried. */
  readonly says?: RegExp;
}

const markup = '<img src=x onerror="document.title=1"><b>bold</b>';
const nobodyWaits = /^No run\. The run was ended\. It sent what nobody waits for\./;
const notTheRun = /^No run\. What the simulation sent back was not the run that was asked for/;
const silent = /^No run\. The run gave no sign of life for 1 s and was ended/;
/** Every way was tried, and none was open. */
const allShut = new RegExp(`^No run\\. Tried ${Object.keys(waysOut).length} ways out; open: none\\.`);
const sign = "{ type: 'beat', node: '', file: '', line: 0, events: 1, steps: 1 }";

/** Says what a worker inside of the worker found, or that there was none. */
const nested = (worker: string) => `hold();
const inner = ${worker};
inner.onmessage = ({ data }) => tell(data);
inner.onerror = () => tell('There is no worker here.');`;
const blob = (text: string) => `URL.createObjectURL(new Blob([${text}], { type: 'text/javascript' }))`;
const innerText = '`(${waysOut})().then((words) => postMessage(words))`';

const answers: readonly RawProgram[] = [
  { name: 'a run of its own', text: "hold();\nsend({ type: 'result', run }, JSON.stringify(ended({})));" },
  { name: 'the run of another order', says: silent, text: "hold();\nsend({ type: 'result', run: run + 1 }, JSON.stringify({ ...ended({}), experiment: 'forged' }));" },
  { name: 'another seed', says: notTheRun, text: "hold();\nsend({ type: 'result', run }, JSON.stringify(ended({ seed: input.seed + 1 })));" },
  { name: 'the code as it is', says: notTheRun, text: "hold();\nsend({ type: 'result', run }, JSON.stringify({ ...ended({}), edits: {} }));" },
  { name: 'no run', says: notTheRun, text: "hold();\nsend({ type: 'result', run }, 'null');" },
  { name: 'a prototype', says: notTheRun, text: `hold();\nsend({ type: 'result', run }, '{"__proto__":{"rows":[],"hash":"0123456789abcdef"}}');` },
  { name: 'markup for rows', says: notTheRun, text: `hold();\nsend({ type: 'result', run }, JSON.stringify({ ...ended({}), rows: ${JSON.stringify(markup)} }));` },
  { name: 'more than can be read', says: /^No run\. The run was ended\. Its answer is too long to be read\./, text: `hold();\nsend({ type: 'result', run }, ' '.repeat(${answerMax + 1}));` },
  { name: 'more values than a run has', says: notTheRun, text: "hold();\nsend({ type: 'result', run }, `{\"rows\":[${'{},'.repeat(3_000_000)}0]}`);" },
  { name: 'a second answer', text: "setTimeout(() => send({ type: 'result', run }, JSON.stringify(ended({ seed: 1 }))), 0);" },
];

const messages: readonly RawProgram[] = [
  { name: 'that it is loaded', says: nobodyWaits, text: "hold();\nsend({ type: 'loaded' });" },
  { name: 'that it is ready', says: nobodyWaits, text: "hold();\nsend({ type: 'ready', nonce: '' });" },
  { name: 'that it crashed', says: nobodyWaits, text: "hold();\nsend({ type: 'crashed', message: 'forged' });" },
  { name: 'markup for an error', says: /^No run\. The simulation stopped: <img src=x/, text: `hold();\nsend({ type: 'refused', run, name: 'Error', message: ${JSON.stringify(markup)} });` },
  { name: 'markup for a crash', says: /^No run\. The run was ended\. .*<img src=x/, text: `hold();\nsetTimeout(() => { throw new Error(${JSON.stringify(markup)}); });` },
  { name: 'markup for a place', says: /^No run\. .*it was last at <img src=x.*, line 9007199254740991\./, text: `hold();\nsend({ ...${sign}, file: ${JSON.stringify(markup)}, line: Number.MAX_SAFE_INTEGER });` },
];

/** A flood may keep even the word of its end from being heard in time. */
const ended = /^No run\. The run (was ended\. It (sent what nobody waits for|gave more signs of life)|gave no sign of life)/;

const floods: readonly RawProgram[] = [
  { name: 'a flood of signs of life', says: ended, text: `hold();\nfor (;;) send(${sign});` },
  { name: 'a flood of anything', says: ended, text: 'hold();\nfor (;;) postMessage(1);' },
  { name: 'a flood of large values', says: ended, text: `hold();\nconst large = Array.from({ length: 300_000 }, (_, index) => ({ index }));\nfor (;;) postMessage({ ...${sign}, large });` },
  { name: 'a flood of long texts', says: ended, text: `hold();\nconst long = 'x'.repeat(10_000_000);\nfor (;;) send({ ...${sign}, node: long });` },
  { name: 'a flood by timers', says: ended, text: "hold();\nsetInterval(() => send({ type: 'what' }), 0);" },
];

const silences: readonly RawProgram[] = [
  { name: 'an endless loop', says: silent, text: 'for (;;);' },
  { name: 'an answer that never comes', says: silent, text: 'hold();' },
  { name: 'a worker that closes itself', says: silent, text: 'hold();\nclose();' },
];

const reaches: readonly RawProgram[] = [
  { name: 'every way out', says: allShut, text: 'hold();\ntell(await waysOut());' },
  { name: 'every way out of a worker in the worker', says: /ways out; open: none\.|no worker here/, text: nested(`new Worker(${blob(innerText)})`) },
  { name: 'every way out of a module worker in the worker', says: /ways out; open: none\.|no worker here/, text: nested(`new Worker(${blob(innerText)}, { type: 'module' })`) },
  { name: 'every way out of a module', says: allShut, text: `hold();\nconst { found } = await import(${blob('`export const found = await (${waysOut})()`')});\ntell(found);` },
  { name: 'the place of the worker', says: /^No run\. It stays\./, text: "hold();\ntry { location.href = 'http://ELSEWHERE/location'; } catch {}\ntry { location = 'http://ELSEWHERE/location'; } catch {}\ntell('It stays.');" },
  { name: 'a worker that goes on in the background', text: `for (let more = 0; more < 4; more += 1) new Worker(${blob("'for (;;) {}'")});` },
];

/** Every one of them, by kind. */
export const rawPrograms: Readonly<Record<string, readonly RawProgram[]>> = { answers, messages, floods, silences, reaches };

const mark = '// raw: ';
/** Code that has a raw program take the place of its run. */
export const rawEdit = (source: string, { name }: RawProgram): string => `${source}\n${mark}${name}`;

/** What stands before the simulation in its worker, so that the programs find the worker as it is. */
export const rawWorker = (elsewhere: string): string => `(() => {
  const waysOut = ${tryWaysOut(waysOut, elsewhere)};
  const send = (head, body = '') => postMessage(JSON.stringify(head) + '\\n' + body);
  const programs = {
    ${Object.values(rawPrograms).flat().map(({ name, text }) => `${JSON.stringify(name)}: async ({ run, input, hold, ended, tell }) => {\n${text.replaceAll('ELSEWHERE', elsewhere)}\n},`).join('\n    ')}
  };
  addEventListener('message', (event) => {
    const { run, input } = event.data;
    const name = Object.values(input.edits ?? {})[0]?.split(${JSON.stringify(mark)})[1];
    programs[name]?.({
      run, input,
      hold: () => event.stopImmediatePropagation(),
      ended: (change) => ({ ...breakable.simulate({ ...input, edits: {}, ...change }, () => {}), edits: input.edits }),
      tell: (words) => send({ type: 'refused', run, name: 'InputError', message: words }),
    });
  });
})();
`;
