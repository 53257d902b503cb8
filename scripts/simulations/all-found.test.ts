import { describe, expect, it } from 'vitest';
import { allFound } from './all-found.ts';

const sources = { door: 'if (late) return;\nlate += 1;' };
const finding = (line: string, label = 'One', file?: string) => () =>
  allFound('door', { code: ['door'], decisive: [{ line: 'late += 1', label: 'First' }, { line, label, ...(file === undefined ? {} : { file }) }] }, sources, [{ number: 0, line: 2 }]);

describe('allFound', () => {
  it('says which declared line is not found, and why', () => {
    expect(finding('early')).toThrow('“One” looks for words that stand 0 times in door.ts');
    expect(finding('late')).toThrow('stand 2 times');
    expect(finding('if (late)')).toThrow('no statement begins');
    expect(finding('if (late)', 'First')).toThrow('label of another');
    expect(finding('if (late)', 'One', 'window')).toThrow('in window.ts, which the scenario does not run; it runs: door');
  });

  it('accepts what was found', () => {
    expect(() => allFound('door', { code: ['door'], decisive: [{ line: 'late += 1', label: 'First' }] }, sources, [{ number: 0, line: 2 }])).not.toThrow();
  });
});
