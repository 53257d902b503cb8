import type { Env, Process } from '../../../simulation/world.ts';
import { effectsShown } from './sizes.ts';

type Request = { readonly do: 'has'; readonly key: string } | { readonly do: 'store'; readonly key: string; readonly once: boolean; readonly message: string; readonly delivery: number };

/** Keeps thumbnails. Key and effect are one commit; what it has is on its disk. */
export function pictures(env: Env): Process {
  const count = (name: string) => (env.disk.get(name) as number | undefined) ?? 0;
  const show = () => env.show('pictures', { stored: count('stored'), refused: count('refused'), again: count('again'), marks: (env.disk.get('marks') as string | undefined) ?? '' });
  const add = (name: string, mark: string) => ({ [name]: count(name) + 1, marks: (((env.disk.get('marks') as string | undefined) ?? '') + mark).slice(-effectsShown) });
  show();
  return {
    handle: ({ from, body }) => {
      const request = body as Request;
      const key = `effect of ${request.key}`;
      const isThere = env.disk.get(key) !== undefined;
      if (request.do === 'has') return isThere;
      const row = { picture: request.key, by: from, delivery: request.delivery };
      if (isThere && request.once) {
        env.disk.commit(add('refused', 'r'));
        env.report('effect.refused', row);
      } else {
        env.disk.commit({ [key]: from, ...(isThere ? add('again', '2') : add('stored', 's')) });
        env.report('effect.stored', row);
      }
      show();
      return !isThere || !request.once;
    },
  };
}
