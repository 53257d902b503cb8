import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { logWriter } from './log-file.ts';
import type { Shelf } from './shelf.ts';
import { jobLines, leaveMs, warmUpMs } from './sizes.ts';
import type { Setup } from './world.ts';

/** How often, and how long at most, a page that waits for the shipper asks whether that has read its line, in ms. */
const askEveryMs = 50;
const askForMs = 400;

/** What a shopper asks for. */
export type Visit = { readonly number: number; readonly path: string; readonly ms: number };

/** The service, or one piece of work. It writes its log to the volume as it would anywhere, and knows of no shipper. */
export function web(env: Env, { knobs }: Setup, shelf: Shelf): Process {
  let [state, written, served] = ['starting', 0, 0];
  const show = () => env.show('web', { state, written, served, left: Math.max(0, jobLines - written) });
  const log = logWriter(env.volume, knobs.rotateLines as number, (file, from, to, sum) => {
    env.report('line.written', { file, from, to, sum });
    shelf.written(env, file, to);
    written += 1;
  });
  const enter = (next: string, kind: string) => {
    state = next;
    env.report(kind);
    show();
  };
  show();

  if (knobs.work === 'job') {
    const work = async () => {
      await env.work(warmUpMs);
      enter('at work', 'web.serving');
      for (let piece = 1; piece <= jobLines && state !== 'leaving'; piece += 1) {
        await env.work(60 + env.random() * 60);
        log.write(`${piece} of ${jobLines} pictures made`);
        show();
      }
      if (state === 'leaving') return;
      enter('done', 'job.done');
      env.exit(0);
    };
    const working = work();
    return {
      stop: () => {
        enter('leaving', 'web.leaving');
        return working;
      },
    };
  }

  void env.work(warmUpMs).then(() => {
    if (state === 'starting') enter('serving', 'web.serving');
  });
  /** Coupled to its shipper, a page waits until that has read its line. */
  const record = async (line: string) => {
    log.write(line);
    if (knobs.handover !== 'read') return;
    const isRead = shelf.lastLine();
    for (let waitedMs = 0; !isRead(); waitedMs += askEveryMs) {
      if (waitedMs >= askForMs) throw new Refusal('unread', 'The shipper has not read the line.');
      await env.sleep(askEveryMs);
    }
  };
  return {
    handle: async ({ body }) => {
      const { number, path, ms } = body as Visit;
      if (state === 'starting') throw new Refusal('starting', 'Web is not ready yet.');
      await env.work(ms);
      await record(`${number} GET ${path} 200 ${ms} ms`);
      served += 1;
      show();
      return { page: path };
    },
    stop: async () => {
      enter('leaving', 'web.leaving');
      await env.sleep(leaveMs);
      log.write('stopped');
      show();
    },
  };
}
