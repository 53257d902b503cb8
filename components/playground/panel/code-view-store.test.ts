import { describe, expect, it } from 'vitest';
import type { CodeView } from './code-view.ts';
import { CodeViewStore } from './code-view-store.ts';

const view: CodeView = { colors: [], files: [], mutants: [], decisive: [] };
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the code of a pattern', () => {
  it('is fetched once, when something first looks at it', async () => {
    let fetches = 0;
    const store = new CodeViewStore(() => Promise.resolve((fetches += 1)).then(() => view));
    expect([store.get().status, fetches]).toEqual(['loading', 0]);
    store.subscribe(() => undefined)();
    store.subscribe(() => undefined);
    await settled();
    expect([store.get(), fetches]).toEqual([{ status: 'stands', view }, 1]);
  });

  it('says that it failed, and is fetched again when it is asked for', async () => {
    const answers = [Promise.reject(new Error('offline')), Promise.resolve(view)];
    const store = new CodeViewStore(() => answers.shift()!);
    const seen: string[] = [];
    store.subscribe(() => seen.push(store.get().status));
    await settled();
    store.ask();
    await settled();
    expect(seen).toEqual(['loading', 'failed', 'loading', 'stands']);
  });
});
