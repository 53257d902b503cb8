import { afterEach, expect, it, vi } from 'vitest';
import type { EditedFile } from '@/simulation/language/protocol.ts';
import { compiledEdits } from './compiled-edits.ts';

const data = { code: ['door', 'door.bell'], decisive: [{ line: 'if (late)', label: 'Late' }, { file: 'door.bell', line: 'ring()', label: 'Rings' }] };
const compiling = () => {
  const asked: (readonly EditedFile[])[] = [];
  const compile = compiledEdits(data, () => ({
    compile: async (files) => {
      asked.push(files);
      return { ok: true, files: [] };
    },
  }));
  return { asked, compile };
};
afterEach(() => void vi.unstubAllGlobals());

it('compiles edits against the code as it is, each with its decisive lines', async () => {
  vi.stubGlobal('fetch', async (address: string) => new Response(`as ${address} is`));
  const { asked, compile } = compiling();
  expect(await compile({ 'door.bell': 'ring();' })).toEqual({ ok: true, files: [] });
  expect(asked).toEqual([[{ file: 'door.bell', text: 'ring();', original: 'as /code/door.bell.ts is', decisive: [{ number: 1, words: 'ring()' }] }]]);
});

it('says when the code as it is cannot be fetched', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('offline')));
  const { asked, compile } = compiling();
  await expect(compile({ door: '' })).rejects.toThrow('The code as it is could not be fetched');
  expect(asked).toEqual([]);
});
