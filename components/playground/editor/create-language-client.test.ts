import { describe, expect, it } from 'vitest';
import type { LanguageAnswer, LanguageRequest } from '@/simulation/language/protocol.ts';
import { createLanguageClient } from './create-language-client.ts';
import type { HearWorker } from './language-worker.ts';

interface Started {
  readonly asked: LanguageRequest[];
  removed: boolean;
  readonly say: (message: unknown) => void;
}

/** A page in the hand: workers that say what the test says, and time that passes when the test lets it. */
function page(begin: (hear: HearWorker) => void = () => {}) {
  const workers: Started[] = [];
  let timers: { at: number; isOver: () => void }[] = [];
  let now = 0;
  const client = createLanguageClient({
    open: (hear) => {
      begin(hear);
      const worker: Started = { asked: [], removed: false, say: hear };
      workers.push(worker);
      return { ask: (request) => void worker.asked.push(request), remove: () => void (worker.removed = true) };
    },
    wait: (ms, isOver) => {
      const timer = { at: now + ms, isOver };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
  });
  const pass = (ms: number) => {
    const until = now + ms;
    for (;;) {
      const [due] = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (due === undefined) break;
      now = due.at;
      timers = timers.filter((timer) => timer !== due);
      due.isOver();
    }
    now = until;
  };
  const latest = () => workers.at(-1)!;
  const ready = () => latest().say({ answer: 'ready' });
  /** Answers the question that was asked last. */
  const answer = (more: object) => {
    const { ask, number } = latest().asked.at(-1)!;
    latest().say({ answer: ask, number, ...more });
  };
  return { client, workers, latest, pass, ready, answer, timers: () => timers.length };
}
const files = [{ file: 'door', text: 'export {};', original: '', decisive: [] }];
const compiled = { ok: true, files: [] } satisfies Extract<LanguageAnswer, { readonly answer: 'compile' }>['compiled'];
/** How a promise stands, once all that is due has happened. */
async function stateOf(promise: Promise<unknown>): Promise<unknown> {
  const settled = promise.then((value) => ({ value }), (reason: Error) => ({ sentence: reason.message }));
  await new Promise((resolve) => setTimeout(resolve, 0));
  return Promise.race([settled, Promise.resolve('open')]);
}
const asksOf = ({ asked }: Started) => asked.map(({ ask }) => ask);

describe('a language client', () => {
  it('starts the worker when it is first asked, asks once it is ready, and hands on the answers', async () => {
    const { client, workers, latest, ready, answer, timers } = page();
    expect(workers).toHaveLength(0);
    const compiling = client.compile(files);
    const checking = client.check('door', 'a');
    expect(latest().asked).toEqual([]);
    ready();
    expect(latest().asked).toMatchObject([{ ask: 'compile', files, isHurried: false }]);
    answer({ compiled });
    expect(await compiling).toBe(compiled);
    expect(latest().asked.at(-1)).toMatchObject({ ask: 'check', file: 'door', text: 'a' });
    const findings: readonly unknown[] = [];
    answer({ findings });
    expect(await checking).toBe(findings);
    const completing = client.complete('door', 'a', 1);
    answer({ completions: null });
    expect(await completing).toBeNull();
    const hovering = client.hover('door', 'a', 1);
    answer({ hover: { code: 'a' } });
    expect(await hovering).toEqual({ code: 'a' });
    expect(workers).toHaveLength(1);
    expect(timers()).toBe(0);
  });

  it('is warmed without a question', async () => {
    const { client, workers, latest, ready } = page();
    client.warm();
    client.warm();
    ready();
    expect(workers).toHaveLength(1);
    void client.compile(files);
    expect(asksOf(latest())).toEqual(['compile']);
  });

  it('asks only the newest of the questions that wait, and every compilation, first', async () => {
    const { client, latest, ready, answer } = page();
    const [older, newer] = [client.check('door', '1'), client.check('door', '2')];
    void client.hover('door', '2', 0);
    const compilings = [client.compile(files), client.compile(files)];
    expect(await stateOf(older)).toEqual({ value: null });
    ready();
    answer({ compiled });
    answer({ compiled });
    for (const compiling of compilings) expect(await compiling).toBe(compiled);
    expect(latest().asked).toMatchObject([{ ask: 'compile' }, { ask: 'compile' }, { ask: 'check', text: '2' }]);
    answer({ findings: [] });
    expect(await newer).toEqual([]);
    expect(asksOf(latest()).at(-1)).toBe('hover');
  });

  it('hears neither an answer to another question nor what is no answer', async () => {
    const { client, latest, ready } = page();
    const checking = client.check('door', 'a');
    ready();
    for (const message of [7, null, { answer: 'forged' }, { answer: 'check', number: 1 }, { answer: 'check', number: 9, findings: [] }, { answer: 'hover', number: 1, hover: null }]) latest().say(message);
    expect(await stateOf(checking)).toBe('open');
    latest().say({ answer: 'check', number: 1, findings: [] });
    expect(await checking).toEqual([]);
  });

  it('ends a worker that a check keeps busy, says so, and starts another for the next question', async () => {
    const { client, workers, pass, ready } = page();
    const checking = client.check('door', 'a');
    ready();
    pass(15_000);
    expect(await stateOf(checking)).toBe('open');
    pass(100);
    expect(await stateOf(checking)).toEqual({ sentence: 'The types could not be checked within 15 s. The code can be run all the same.' });
    expect(workers.map(({ removed }) => removed)).toEqual([true]);
    void client.hover('door', 'a', 0);
    expect(workers).toHaveLength(2);
  });

  it('lets a compilation wait for a check for a second only, and checks again after it', async () => {
    const { client, workers, latest, pass, ready, answer } = page();
    const checking = client.check('door', 'a');
    ready();
    const compiling = client.compile(files);
    pass(1_100);
    expect(workers.map(({ removed }) => removed)).toEqual([true, false]);
    ready();
    answer({ compiled });
    expect(await compiling).toBe(compiled);
    expect(latest().asked.at(-1)).toMatchObject({ ask: 'check', text: 'a' });
    answer({ findings: [] });
    expect(await checking).toEqual([]);
  });

  it('lets go of a check that is interrupted when a newer one waits', async () => {
    const { client, pass, ready } = page();
    const checking = client.check('door', 'a');
    ready();
    void client.check('door', 'ab');
    const compiling = client.compile(files);
    pass(1_100);
    expect(await stateOf(checking)).toEqual({ value: null });
    expect(await stateOf(compiling)).toBe('open');
  });

  it('compiles in haste what could not be compiled in time, and says so when that does not help', async () => {
    const { client, workers, latest, pass, ready, answer } = page();
    const [first, second] = [client.compile(files), client.compile(files)];
    ready();
    pass(10_100);
    ready();
    expect(latest().asked).toMatchObject([{ ask: 'compile', isHurried: true }]);
    answer({ compiled });
    expect(await first).toBe(compiled);
    expect(latest().asked.at(-1)).toMatchObject({ ask: 'compile', isHurried: false });
    pass(10_100);
    ready();
    pass(10_100);
    expect(await stateOf(second)).toEqual({ sentence: expect.stringContaining('no answer within 10 s and was ended') });
    expect(workers.every(({ removed }) => removed)).toBe(true);
  });

  it('says when the script cannot be fetched, and fetches it again for the next question', async () => {
    const { client, workers, latest, ready, answer } = page();
    const states = [client.compile(files), client.check('door', 'a')].map(stateOf);
    latest().say(undefined);
    for (const state of states) expect(await state).toEqual({ sentence: 'The compiler could not be fetched. Check the connection, then try again.' });
    const again = client.compile(files);
    expect(workers).toHaveLength(2);
    ready();
    answer({ compiled });
    expect(await again).toBe(compiled);
  });

  it('says when there is no worker to be had', async () => {
    const { client } = page(() => {
      throw new Error('refused');
    });
    client.warm();
    expect(await stateOf(client.compile(files))).toEqual({ sentence: expect.stringContaining('could not be fetched') });
  });

  it('gives a slow connection a minute to bring the script', async () => {
    const { client, workers, pass } = page();
    const compiling = client.compile(files);
    pass(60_000);
    expect(await stateOf(compiling)).toBe('open');
    pass(100);
    expect(await stateOf(compiling)).toEqual({ sentence: expect.stringContaining('did not start within 60 s') });
    expect(workers[0]!.removed).toBe(true);
  });

  it('says when the worker breaks, and hears nothing of it afterwards', async () => {
    const { client, workers, latest, ready } = page();
    const compiling = client.compile(files);
    ready();
    latest().say(undefined);
    expect(await stateOf(compiling)).toEqual({ sentence: 'The compiler broke off. Try again.' });
    const again = client.compile(files);
    workers[0]!.say({ answer: 'ready' });
    expect(latest().asked).toEqual([]);
    client.dispose();
    expect(await stateOf(again)).toEqual({ sentence: 'The compiler was ended.' });
  });
});
