import { expect, it } from 'vitest';
import { LoadedPart } from './loaded-part.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

it('is fetched once, when something first looks at it', async () => {
  let fetches = 0;
  const store = new LoadedPart(() => Promise.resolve((fetches += 1)).then(() => 'code'));
  expect([store.get().status, fetches]).toEqual(['loading', 0]);
  store.subscribe(() => undefined)();
  store.subscribe(() => undefined);
  await settled();
  expect([store.get(), fetches]).toEqual([{ status: 'stands', part: 'code' }, 1]);
});

it('says that it failed, and is fetched again when it is asked for', async () => {
  const answers = [Promise.reject(new Error('offline')), Promise.resolve('code')];
  const store = new LoadedPart(() => answers.shift()!);
  const seen: string[] = [];
  store.subscribe(() => seen.push(store.get().status));
  await settled();
  store.ask();
  await settled();
  expect(seen).toEqual(['failed', 'loading', 'stands']);
});

it('tells nothing while somebody comes to look, as what looks may not stand yet', () => {
  const store = new LoadedPart(() => Promise.resolve('code'));
  const state = store.get();
  let told = 0;
  store.subscribe(() => (told += 1));
  expect([told, store.get() === state]).toEqual([0, true]);
});
