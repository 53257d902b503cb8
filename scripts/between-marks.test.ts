import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeBetween } from './between-marks.ts';

const folder = mkdtempSync(join(tmpdir(), 'between-marks-'));
const page = join(folder, 'page.md');
const marks = ['<!-- From here. -->', '<!-- To here. -->'] as const;

afterAll(() => rmSync(folder, { recursive: true }));

describe('Writing between two marks of a page', () => {
  it('puts the text in the place of what stood there, and leaves the rest', () => {
    writeFileSync(page, `# Page\n\n${marks[0]}\n\nold\n\n${marks[1]}\n\nThe end.\n`);
    writeBetween(page, marks, () => 'new');
    writeBetween(page, marks, () => 'newer');
    expect(readFileSync(page, 'utf8')).toBe(`# Page\n\n${marks[0]}\n\nnewer\n\n${marks[1]}\n\nThe end.\n`);
    writeBetween(page, marks, (before) => `${before} than that`);
    expect(readFileSync(page, 'utf8')).toContain(`\n\nnewer than that\n\n`);
  });

  it('leaves a page without them as it is, and says so', () => {
    writeFileSync(page, `${marks[1]} ${marks[0]}`);
    expect(() => writeBetween(page, marks, () => 'new')).toThrow(/page\.md has to have the marks/);
    expect(readFileSync(page, 'utf8')).toBe(`${marks[1]} ${marks[0]}`);
  });
});
