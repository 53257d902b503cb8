import { useSyncExternalStore } from 'react';
import { ageWords } from './draft-words.ts';

/** How old something from this moment (ms since 1970) is. It grows older as one looks. */
export const Age = ({ of }: { readonly of: number }) => <>{useSyncExternalStore(everyMinute, () => ageWords(Date.now() - of))}</>;

function everyMinute(changed: () => void): () => void {
  const timer = setInterval(changed, 20_000);
  return () => clearInterval(timer);
}
