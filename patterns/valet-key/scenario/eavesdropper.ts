import type { Env, Process } from '../../../simulation/world.ts';
import { askPatienceMs, partBytes, restMs, triesShown, tryEveryMs } from './sizes.ts';
import { guesser } from './guesser.ts';
import { tricks, type Overheard } from './tricks.ts';
import type { Setup, StoreCall } from './world.ts';

const marks: Readonly<Record<string, string>> = { granted: 'g', expired: 't', 'bad-signature': 's', malformed: 's', revoked: 'r', 'unknown-key': 'r', spent: 'o', 'not-permitted': 'p', 'too-large': 'p' };

/** Has the log of a proxy, with the addresses that one browser has used. It uses them as they are, or changes them. */
export function eavesdropper(env: Env, { knobs, control }: Setup): Process {
  const heard: { read: Overheard | undefined; write: Overheard | undefined } = { read: undefined, write: undefined };
  const shown = { state: knobs.eavesdropper === 'away' || control ? 'away' : 'listens', overheard: 0, entered: 0, tries: '', known: 0 };
  const show = (change: Partial<typeof shown> = {}) => env.show('eavesdropper', Object.assign(shown, change));
  show();
  const send = async (what: string, call: Omit<StoreCall, 'contentType'>): Promise<string> => {
    env.report('try.made', { what });
    let answer = 'granted';
    try {
      await env.request('store', { ...call, contentType: 'image/jpeg' }, { timeoutMs: askPatienceMs });
    } catch (error) {
      answer = (error as { readonly code: string }).code;
    }
    env.report(answer === 'granted' ? 'stranger.entered' : 'stranger.refused', { what, answer });
    const mark = marks[answer];
    // One that has no verdict was no try.
    if (mark !== undefined) show({ tries: (shown.tries + mark).slice(-triesShown), entered: shown.entered + Number(mark === 'g'), state: mark === 'g' ? 'entered' : 'refused' });
    return answer;
  };
  const guess = guesser(env, send, (known) => show({ known }));
  let turn = 0;
  const replay = async (): Promise<void> => {
    const old = (turn += 1) % 2 === 0 ? heard.write : heard.read;
    if (old === undefined || env.clock.now() - old.at < restMs) return;
    await send(old.method === 'GET' ? 'look' : 'write again', { ...old, bytes: old.method === 'GET' ? 0 : partBytes });
  };
  const tamper = async (): Promise<void> => {
    const { read, write } = heard;
    if (read === undefined || write === undefined) return;
    turn += 1;
    // Two of three tries are guesses: digits need many.
    if (turn % 3 !== 1) return guess(read);
    const trick = tricks[Math.floor(turn / 3) % tricks.length]!;
    const call = trick.of(read, write);
    await send(trick.what, call);
  };
  const act = async (): Promise<void> => {
    for (;;) {
      await env.sleep(tryEveryMs);
      await (knobs.eavesdropper === 'replays' ? replay() : tamper());
    }
  };
  if (shown.state !== 'away') void act();
  return {
    receive: ({ body }) => {
      const { method, url } = body as { readonly method: string; readonly url: string };
      env.report('overheard', { url });
      heard[method === 'GET' ? 'read' : 'write'] = { method, url, at: env.clock.now() };
      show({ overheard: shown.overheard + 1 });
    },
  };
}
