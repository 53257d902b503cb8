import { describe, expect, it } from 'vitest';
import { sectionsOf } from './sections.ts';

describe('the sections of an article', () => {
  it('are its second-level headings, with the ids that the page gives them', () => {
    expect(sectionsOf('# Title\n\n## The code\n\ntext\n\n### Deeper\n\n## When to use it, and when not\n')).toEqual([
      { id: 'the-code', title: 'The code' },
      { id: 'when-to-use-it-and-when-not', title: 'When to use it, and when not' },
    ]);
  });
  it('leave out what only looks like a heading inside a code block', () => {
    expect(sectionsOf('```sh\n## not a heading\n```\n\n## One\n')).toEqual([{ id: 'one', title: 'One' }]);
  });
});
