import { Script, createContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { sandboxDocument, workerSource } from './sandbox-frame.ts';

interface HeldWorker {
  isEnded: boolean;
  onmessage: (message: { readonly data: unknown }) => void;
  onmessageerror: () => void;
}

/** The frame's own script, with a worker in the hand that says what the test says, and a run that is under way unless told otherwise. */
function frameInHand({ isAsked = true } = {}) {
  const told: { readonly type: string; readonly [field: string]: unknown }[] = [];
  const workers: HeldWorker[] = [];
  const port = { onmessage: undefined as ((message: { readonly data: object }) => void) | undefined, postMessage: (message: { readonly type: string }) => void told.push({ ...message }) };
  const parent = { postMessage: () => {} };
  let connect: ((event: object) => void) | undefined;
  const realm = createContext({
    parent, performance,
    addEventListener: (_type: string, listener: typeof connect) => (connect = listener),
    removeEventListener: () => {},
    setTimeout: () => 1,
    clearTimeout: () => {},
    URL: { createObjectURL: () => '' },
    Blob: class {},
    Worker: class {
      isEnded = false;
      constructor() {
        workers.push(this as unknown as HeldWorker);
      }
      postMessage() {}
      terminate() {
        this.isEnded = true;
      }
    },
  });
  new Script(/<script>([\s\S]*)<\/script>/.exec(sandboxDocument('nonce'))![1]!).runInContext(realm);
  connect?.({ source: parent, data: { nonce: 'nonce' }, ports: [port] });
  port.onmessage?.({ data: { type: 'load', source: '' } });
  if (isAsked) port.onmessage?.({ data: { type: 'run', run: 1 } });
  const worker = workers[0]!;
  return { told, worker, say: (data: unknown) => worker.onmessage({ data }) };
}

const beat = '{"type":"beat","node":"a","file":"b","line":3,"events":4,"steps":5}\n';

describe('the frame of the sandbox', () => {
  it('passes on what a run has to say, made anew', () => {
    const { told, worker, say } = frameInHand();
    say('{"type":"loaded","more":1}\n');
    say(beat.replace('}', ',"more":1}'));
    say('{"type":"result","run":1,"more":1}\n{"rows":\n[]}');
    expect(told).toEqual([{ type: 'loaded' }, { type: 'beat', node: 'a', file: 'b', line: 3, events: 4, steps: 5 }, { type: 'result', run: 1, json: '{"rows":\n[]}' }]);
    expect(worker.isEnded).toBe(false);
  });

  it('passes on the sign of life that it holds back before it passes on the answer, which may be on its way for long', () => {
    const { told, say } = frameInHand();
    say(beat);
    say(beat.replace('4', '6'));
    say('{"type":"result","run":1}\n[]');
    expect(told.map(({ type, events }) => [type, events])).toEqual([['beat', 4], ['beat', 6], ['result', undefined]]);
  });

  it('passes on a refusal with bounded words', () => {
    const { told, say } = frameInHand();
    say(`{"type":"refused","run":1,"name":7,"message":"${'x'.repeat(5000)}"}\n`);
    expect(told).toEqual([{ type: 'refused', run: 1, name: '', message: 'x'.repeat(1000) }]);
  });

  it.each([
    ['a value that is no text', { type: 'beat', node: '', file: '', line: 0, events: 0, steps: 0 }],
    ['nothing', undefined],
    ['a text without a first line', '{"type":"beat"}'],
    ['a first line that is no JSON', '{"type":\n'],
    ['a first line that is no object', 'null\n'],
    ['a long first line', `{"type":"beat","node":"${'x'.repeat(30_000)}"}\n`],
    ['a message of another kind', '{"type":"crashed","message":"forged"}\n'],
    ['the order that it was given', '{"type":"run","run":1}\n'],
  ])('ends a worker at once that sends %s', (_, data) => {
    const { told, worker, say } = frameInHand();
    say(data);
    say(beat);
    expect(told).toEqual([{ type: 'crashed', message: 'It sent what nobody waits for.' }]);
    expect(worker.isEnded).toBe(true);
  });

  it('ends a worker whose message cannot be read', () => {
    const { told, worker } = frameInHand();
    worker.onmessageerror();
    expect(told).toMatchObject([{ type: 'crashed' }]);
  });

  it('ends a worker that answers twice, that starts twice, and that answers unasked', () => {
    const answer = '{"type":"result","run":1}\nnull';
    for (const [isAsked, ...texts] of [[true, answer, answer], [true, '{"type":"loaded"}\n', '{"type":"loaded"}\n'], [false, answer], [false, beat]] as const) {
      const { told, worker, say } = frameInHand({ isAsked });
      for (const text of texts) say(text);
      expect(told.at(-1), texts[0]).toMatchObject({ type: 'crashed' });
      expect(worker.isEnded).toBe(true);
    }
  });

  it('ends a worker that gives signs of life without end', () => {
    const { told, worker, say } = frameInHand();
    for (let count = 0; count < 30_000 && !worker.isEnded; count += 1) say(beat);
    expect(told.at(-1)).toEqual({ type: 'crashed', message: 'It gave more signs of life than a run has.' });
  });
});

describe('the worker of the sandbox', () => {
  /** What it sends for a run that gives this result, where each look at the clock finds it 10 ms later. */
  function sentFor(result: object): readonly (readonly [head: { readonly type: string }, body: string])[] {
    const sent: string[] = [];
    let now = 0;
    const realm = createContext({
      postMessage: (text: string) => sent.push(text),
      performance: { now: () => (now += 10) },
      breakable: {
        simulate: (_input: object, tell: (place: () => object, tellsLines: boolean) => void) => {
          tell(() => ({ node: 'a', file: 'b', line: 3, events: 4, steps: 5 }), false);
          return result;
        },
      },
    });
    new Script(`${workerSource('')}\nonmessage({ data: { run: 1, input: {} } });`).runInContext(realm);
    return sent.map((text) => [JSON.parse(text.slice(0, text.indexOf('\n'))) as { type: string }, text.slice(text.indexOf('\n') + 1)] as const);
  }
  const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id, data: { text: 'a, b' } }));

  it.each([0, 1, 2_000, 2_001, 5_000])('writes a result of %i rows as it is', (count) => {
    const result = { hash: 'x', rows: rows(count), flights: [{ id: 1 }] };
    const [head, body] = sentFor(result).at(-1)!;
    expect(head).toEqual({ type: 'result', run: 1 });
    expect(JSON.parse(body)).toEqual(result);
  });

  it('gives a sign of life after each piece of a long result, with the place where the run was last', () => {
    const heads = sentFor({ hash: 'x', rows: rows(5_000) }).map(([head]) => head);
    expect(heads.map(({ type }) => type)).toEqual(['loaded', 'beat', 'beat', 'beat', 'beat', 'result']);
    expect(heads[4]).toEqual({ type: 'beat', node: 'a', file: 'b', line: 3, events: 4, steps: 5 });
  });
});
