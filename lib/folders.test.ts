import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** A repository with a finished lamp and the draft of a torch. */
const article = (title: string, more = '') => `---\ntitle: ${title}\ncategory: resiliency\nsummary: Gives light.\npromise: No flicker${more}\n---\n\n## Problem\n`;
const files: Readonly<Record<string, string>> = {
  'patterns/lamp/scenario.ts': '',
  'patterns/lamp/lamp.ts': 'export class Lamp {}',
  'patterns/torch/scenario.ts': '',
  'patterns/torch/torch.ts': 'export class Torch {}',
  'content/patterns/lamp.mdx': article('Lamp'),
  'content/patterns/torch.mdx': article('Torch', '\ndraft: true'),
  'content/catalog.yaml': 'resiliency:\n  - { slug: lamp, title: Lamp }\n  - { slug: torch, title: Torch }\n',
  'public/diagrams/lamp-small.svg': '<svg/>',
  'public/diagrams/torch-small.svg': '<svg/>',
};
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'breakable-drafts-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  vi.resetModules();
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** What the pages are made from. */
async function site() {
  const { patternFolders, patternSlugs, articlesWithoutPattern } = await import('./folders.ts');
  const { readCatalog } = await import('./catalog.ts');
  const { allCodeFiles } = await import('./code-files.ts');
  const { assertLeadsSomewhere } = await import('./article-link.ts');
  const cards = readCatalog().flatMap(({ patterns }) => patterns.map(({ stands, title }) => `${title}${stands ? '' : ', to come'}`));
  return { folders: patternFolders(), orphans: articlesWithoutPattern(), slugs: patternSlugs(), cards, code: allCodeFiles().map(({ name }) => name), assertLeadsSomewhere };
}

describe('a draft', () => {
  it('is no page, card, link or file of the site, which names it as to come', async () => {
    const { assertLeadsSomewhere, ...rest } = await site();
    expect(rest).toEqual({ folders: ['lamp', 'torch'], orphans: [], slugs: ['lamp'], cards: ['Lamp', 'Torch, to come'], code: ['lamp.ts'] });
    expect(() => assertLeadsSomewhere('/patterns/torch/', [])).toThrow('leads nowhere');
  });

  it('is shown to its author while the pages are being written, and says what it is', async () => {
    vi.stubEnv('NODE_ENV', 'development');
    const { slugs, cards, code, assertLeadsSomewhere } = await site();
    expect({ slugs, cards, code }).toEqual({ slugs: ['lamp', 'torch'], cards: ['Lamp', 'Draft: Torch'], code: ['lamp.ts', 'torch.ts'] });
    expect(() => assertLeadsSomewhere('/patterns/torch/', [])).not.toThrow();
  });

  it('is in the plan of the catalog under its own title, which the word Draft is no part of', async () => {
    vi.stubEnv('NODE_ENV', 'development');
    writeFileSync(join(folder, 'content/catalog.yaml'), 'resiliency:\n  - { slug: torch, title: "Draft: Torch" }\n');
    await expect(site()).rejects.toThrow('let both say the same');
  });
});
