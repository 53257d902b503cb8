import { describe, expect, it } from 'vitest';
import { entriesOf, parseCatalogPlan } from './catalog-plan.ts';
import type { CategoryId } from './category.ts';

const path = 'content/catalog.yaml';
const parse = (text: string) => parseCatalogPlan(path, text);
const article = (slug: string, title: string, category: CategoryId) => ({ slug, frontmatter: { title, category } });

describe('the plan of the catalog', () => {
  it('gives each category its patterns in order, and none to a category that it leaves out', () => {
    const plan = parse('security:\n  - { slug: valet-key, title: Valet Key }\n  - { slug: lock, title: Lock }\n');
    expect(plan.security.map(({ title }) => title)).toEqual(['Valet Key', 'Lock']);
    expect(plan.resiliency).toEqual([]);
  });
  it('with an unknown category is an error that names the file, the category and those there are', () => {
    expect(() => parse('lighting:\n  - { slug: lamp, title: Lamp }\n')).toThrow(/content\/catalog\.yaml cannot be used[\s\S]*data-management, message-queue[\s\S]*lighting/);
  });
  it('with a slug that cannot be a folder is an error that names its place and what may stand there', () => {
    expect(() => parse('security:\n  - { slug: Valet Key, title: Valet Key }\n')).toThrow(/small letters and digits with single hyphens[\s\S]*security\[0\]\.slug/);
  });
  it('with a misspelled field is an error that names it', () => {
    expect(() => parse('security:\n  - { slug: valet-key, titel: Valet Key }\n')).toThrow(/titel/);
  });
  it('with a pattern in two places is an error that says to take one out', () => {
    expect(() => parse('security:\n  - { slug: lock, title: Lock }\nresiliency:\n  - { slug: lock, title: Lock }\n')).toThrow('content/catalog.yaml lists lock twice: take one of the two out.');
  });
});

describe('the entries of a category', () => {
  const plan = parse('security:\n  - { slug: valet-key, title: Valet Key }\n  - { slug: lock, title: Lock }\n');

  it('are what stands, in the order of the plan, with the rest as it is planned', () => {
    const lock = article('lock', 'Lock', 'security');
    expect(entriesOf(path, plan, 'security', [lock])).toEqual([{ slug: 'valet-key', title: 'Valet Key' }, lock]);
  });
  it('end with those that the plan does not list, by title', () => {
    const [seal, gate] = [article('a-seal', 'Seal', 'security'), article('z-gate', 'Gate', 'security')];
    expect(entriesOf(path, plan, 'security', [seal, gate]).slice(2)).toEqual([gate, seal]);
    expect(entriesOf(path, plan, 'resiliency', [seal, gate])).toEqual([]);
  });
  it('are refused where an article has another title or category, with both and what to do', () => {
    expect(() => entriesOf(path, plan, 'security', [article('lock', 'Locks', 'security')])).toThrow(/catalog\.yaml lists lock as "Lock" under security, and content\/patterns\/lock\.mdx has the title "Locks" and the category security: let both say the same\./);
    expect(() => entriesOf(path, plan, 'security', [article('lock', 'Lock', 'resiliency')])).toThrow(/the category resiliency: let both say the same/);
  });
});
