import { describe, expect, it } from 'vitest';
import { decisiveWordsOf } from './decisive-words.ts';

const declared = { code: ['door', 'door.inner'], decisive: [{ line: 'if (late)', label: 'Late' }, { file: 'door.inner', line: 'x', label: 'Inner' }] };

describe('decisiveWordsOf', () => {
  it('gives each file its own, under the numbers of the whole list', () => {
    expect(decisiveWordsOf(declared, 'door')).toEqual([{ number: 0, words: 'if (late)' }]);
    expect(decisiveWordsOf(declared, 'door.inner')).toEqual([{ number: 1, words: 'x' }]);
  });
});
