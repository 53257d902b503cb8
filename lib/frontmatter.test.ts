import { describe, expect, it } from 'vitest';
import { parseFrontmatter } from './frontmatter.ts';

const head = (fields: string) => `---\n${fields}\n---\n\nProse.\n`;
const whole = 'title: Lamp\ncategory: resiliency\nsummary: Gives light.\npromise: No flicker';
const parse = (article: string) => parseFrontmatter('content/patterns/lamp.mdx', article);

describe('frontmatter', () => {
  it('with every field it needs is taken, and defaults fill the rest', () => {
    expect(parse(head(whole))).toEqual({ title: 'Lamp', category: 'resiliency', summary: 'Gives light.', promise: 'No flicker', kind: 'pattern', draft: false, related: [] });
  });
  it('that is missing is an error that names the file and the fields', () => {
    expect(() => parse('Prose.\n')).toThrow(/content\/patterns\/lamp\.mdx does not begin with frontmatter: write the fields title, category/);
  });
  it('with an unknown category is an error that lists the categories', () => {
    expect(() => parse(head(whole.replace('resiliency', 'lighting')))).toThrow(/lamp\.mdx has frontmatter that cannot be used[\s\S]*"data-management"[\s\S]*category/);
  });
  it('with a promise that ends in a full stop is an error, for a card has none', () => {
    expect(() => parse(head(`${whole}.`))).toThrow(/lamp\.mdx has frontmatter that cannot be used[\s\S]*full stop[\s\S]*promise/);
  });
  it('with a misspelled field is an error that names the field', () => {
    expect(() => parse(head(`${whole}\nsumary: Twice.`))).toThrow(/sumary/);
  });
});
