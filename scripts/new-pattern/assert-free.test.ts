import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertFree } from './assert-free.ts';

const folder = mkdtempSync(join(tmpdir(), 'breakable-free-'));
const present = { 'patterns/lamp.ts': '', 'patterns/torch/notes.txt': '', 'content/patterns/candle.mdx': '', 'public/diagrams/match-small.svg': '', 'lib/night.ts': "\nconst star = 'star';" };
const filesOf = (slug: string) => ['scenario.ts', `${slug}.ts`].map((file) => ({ path: `patterns/${slug}/${file}`, text: '' })).concat({ path: `content/patterns/${slug}.mdx`, text: '' });

beforeAll(() => {
  for (const [path, text] of Object.entries(present)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a new pattern', () => {
  it('may stand where nothing does', () => {
    expect(() => assertFree(folder, 'moon', filesOf('moon'))).not.toThrow();
  });
  it.each([
    ['lamp', 'there is patterns/lamp.ts already'],
    ['torch', 'there is patterns/torch already'],
    ['candle', 'there is content/patterns/candle.mdx already'],
    ['match', 'there is public/diagrams/match-small.svg already'],
    ['star', 'lib/night.ts:2 has the word "star"'],
  ])('may not be called %s, for %s', (slug, words) => {
    expect(() => assertFree(folder, slug, filesOf(slug))).toThrow(`Nothing was written, for ${words}`);
  });
});
