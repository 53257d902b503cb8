import { describe, expect, it } from 'vitest';
import { parseCatalogPlan } from '../../lib/catalog-plan.ts';
import { patternNames } from './pattern-names.ts';

const plan = parseCatalogPlan('content/catalog.yaml', 'security:\n  - { slug: valet-key, title: Valet Key (SAS) }\n');

describe('the names of a new pattern', () => {
  it('are those of the plan, where it lists the slug', () => {
    expect(patternNames('valet-key', undefined, plan)).toEqual({ slug: 'valet-key', className: 'ValetKey', title: 'Valet Key (SAS)', category: 'security' });
    expect(patternNames('valet-key', 'security', plan)).toEqual(patternNames('valet-key', undefined, plan));
  });
  it('are made from the slug, where it does not and the category is said', () => {
    expect(patternNames('door-bell-2', 'resiliency', plan)).toEqual({ slug: 'door-bell-2', className: 'DoorBell2', title: 'Door Bell 2', category: 'resiliency' });
  });
  it('need a category where the plan does not list the slug, and the error says how to give it', () => {
    expect(() => patternNames('door-bell', undefined, plan)).toThrow(/does not list door-bell: .* npm run new:pattern -- door-bell --category NAME, one of: data-management, /);
    expect(() => patternNames('door-bell', 'lighting', plan)).toThrow('There is no category "lighting": give --category one of: data-management, ');
  });
  it('are refused with a category that the plan has otherwise', () => {
    expect(() => patternNames('valet-key', 'resiliency', plan)).toThrow('lists valet-key under security, and --category says resiliency: ');
  });
  it.each(['', 'Bell', 'door_bell', 'door--bell', '-bell', 'bell-', '2-bells', 'door bell', '../bell', 'glocke-für-türen', 'b'.repeat(41)])('are refused for "%s", which cannot be a folder, a file and a class', (slug) => {
    expect(() => patternNames(slug, 'security', plan)).toThrow(`"${slug}" cannot be the name of a folder in patterns/: write small letters`);
  });
});
