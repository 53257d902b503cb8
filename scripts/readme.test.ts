import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { categories } from '../lib/category.ts';
import { parseFrontmatter } from '../lib/frontmatter.ts';
import { patternSlugs } from '../lib/folders.ts';
import { root } from './root.mjs';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

interface Row {
  readonly category: string;
  readonly slug: string;
  /** The first cell, as it is written. */
  readonly pattern: string;
  readonly picture: string;
  readonly does: string;
}

const slugOf = (title: string) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** The rows of the tables below "The patterns". */
const rows: readonly Row[] = readme
  .slice(readme.indexOf('## The patterns'), readme.indexOf('## More'))
  .split(/^### /m)
  .slice(1)
  .flatMap((section) => {
    const category = section.slice(0, section.indexOf('\n'));
    const cells = section.split('\n').filter((line) => /^\| (?!Pattern|-)/.test(line));
    return cells.map((line): Row => {
      const [pattern = '', picture = '', does = ''] = line.slice(1, -1).split('|').map((cell) => cell.trim());
      const title = /^\[(.*)\]/.exec(pattern)?.[1] ?? pattern.replace(/, to come$/, '');
      return { category, slug: slugOf(title), pattern, picture, does };
    });
  });

describe("the README's tables", () => {
  it('name sixteen patterns, each once, with what it does', () => {
    expect(new Set(rows.map(({ slug }) => slug)).size).toBe(16);
    expect(rows).toHaveLength(16);
    expect(rows.filter(({ does }) => !/^[A-Z].*\.$/.test(does))).toEqual([]);
  });

  it('stand in the categories of the catalog and in their order', () => {
    const headings = [...new Set(rows.map(({ category }) => category))];
    expect(headings).toEqual(categories.map(({ label }) => label.replace(' · ', ', ')));
  });

  it('link to the article and show the small diagram of every pattern that stands, and mark the others as to come', () => {
    const standing = new Set(patternSlugs());
    for (const { slug, pattern, picture } of rows) {
      if (standing.has(slug)) {
        expect(pattern).toMatch(new RegExp(`^\\[.+\\]\\(content/patterns/${slug}\\.mdx\\)$`));
        expect(picture).toMatch(new RegExp(`^<img src="public/diagrams/${slug}-small\\.svg" width="\\d+" alt="">$`));
      } else {
        expect(pattern).toMatch(/^[^[\]]+, to come$/);
        expect(picture).toBe('');
      }
    }
  });

  it('name every pattern that stands, by the title and in the category of its article', () => {
    for (const slug of patternSlugs()) {
      const path = `content/patterns/${slug}.mdx`;
      const { title, category, kind } = parseFrontmatter(path, readFileSync(join(root, path), 'utf8'));
      if (kind === 'composition') continue;
      const row = rows.find((one) => one.slug === slug);
      expect(row, `${slug} has no row in README.md`).toBeDefined();
      expect(row?.pattern).toBe(`[${title}](content/patterns/${slug}.mdx)`);
      expect(row?.category).toBe(categories.find(({ id }) => id === category)?.label.replace(' · ', ', '));
    }
  });
});

describe('the documents', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...readdirSync(join(root, 'docs', 'adr')).map((file) => `docs/adr/${file}`)];

  it.each(documents)('%s links only to what exists', (path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const targets = [...text.matchAll(/\]\(([^)#]+)[^)]*\)|src="([^"]+)"/g)].map(([, link, source]) => link ?? source ?? '');
    const missing = targets.filter((target) => !/^https?:/.test(target) && !existsSync(join(root, dirname(path), target)));
    expect(missing).toEqual([]);
  });

  it('list every decision', () => {
    const files = readdirSync(join(root, 'docs', 'adr')).filter((file) => /^\d{4}-/.test(file));
    const list = readFileSync(join(root, 'docs', 'adr', 'README.md'), 'utf8');
    expect(files.filter((file) => !list.includes(`(${file})`))).toEqual([]);
  });

  it('show a picture that loads quickly', () => {
    expect(statSync(join(root, 'docs', 'picture.png')).size).toBeLessThan(300_000);
  });

  it('name only commands that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const named = documents.flatMap((path) => [...readFileSync(join(root, path), 'utf8').matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
