import { describe, expect, it } from 'vitest';
import { parseFrontmatter } from '../../lib/frontmatter.ts';
import { filesOf } from './files-of.ts';

const bell = { slug: 'door-bell', className: 'DoorBell', title: 'Door Bell: loud', category: 'security' } as const;

describe('the files of a new pattern', () => {
  it('bear its names and no others, in their paths and in their texts', () => {
    const files = filesOf(bell);
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['content/patterns/door-bell.mdx', 'patterns/door-bell/door-bell.ts', 'patterns/door-bell/scenario.ts', 'patterns/door-bell/scenario/world.ts']));
    expect(files.filter(({ path, text }) => /new.?pattern/i.test(path + text))).toEqual([]);
    expect(files.find(({ path }) => path.endsWith('/door-bell.ts'))?.text).toContain('export class DoorBell {');
  });
  it('have an article that can be read, is a draft, and has the title and the category', () => {
    const { path, text } = filesOf(bell).find((file) => file.path.endsWith('.mdx'))!;
    expect(parseFrontmatter(path, text)).toMatchObject({ title: 'Door Bell: loud', category: 'security', draft: true });
  });
  it.each([
    ['error', 'Error'],
    ['clock', 'Clock'],
    ['too-many-calls-error', 'TooManyCallsError'],
  ])('are refused for %s, whose class would be something else', (slug, className) => {
    expect(() => filesOf({ ...bell, slug, className })).toThrow(`The class of ${slug} would be ${className}, a name that its code has for something else`);
  });
  it('are refused where two of them would be one', () => {
    expect(() => filesOf({ ...bell, slug: 'scenario', className: 'Scenario' })).toThrow('Two files of scenario would be patterns/scenario/scenario.ts');
  });
});
