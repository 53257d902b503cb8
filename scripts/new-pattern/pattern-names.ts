import { planPath } from '../../lib/catalog.ts';
import type { CatalogPlan } from '../../lib/catalog-plan.ts';
import { categories, type CategoryId } from '../../lib/category.ts';
import { InputError } from '../../simulation/bounds.ts';

/** Everything in which one new pattern differs from another. */
export interface PatternNames {
  readonly slug: string;
  readonly className: string;
  readonly title: string;
  readonly category: CategoryId;
}

const longest = 40;
const categoryIds = categories.map(({ id }) => id);
const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * The names of a pattern that is to be written: title and category are those of the plan, where it lists the slug.
 * @throws InputError that says what is wrong with the slug or the category, and what to do.
 */
export function patternNames(slug: string, category: string | undefined, plan: CatalogPlan): PatternNames {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug) || slug.length > longest) {
    throw new InputError(`"${slug}" cannot be the name of a folder in patterns/: write small letters and digits with single hyphens between them, a letter first, ${longest} at most.`);
  }
  const words = slug.split('-').map(capitalised);
  const planned = categoryIds.flatMap((id) => plan[id].filter((one) => one.slug === slug).map(({ title }) => ({ title, category: id })))[0];
  const { title, category: own } = planned ?? { title: words.join(' '), category: knownCategory(slug, category) };
  if (category !== undefined && category !== own) {
    throw new InputError(`${planPath} lists ${slug} under ${own}, and --category says ${category}: leave --category out, or move it in ${planPath} first.`);
  }
  return { slug, className: words.join(''), title, category: own };
}

function knownCategory(slug: string, category: string | undefined): CategoryId {
  const known = categoryIds.find((id) => id === category);
  if (known !== undefined) return known;
  const choice = `one of: ${categoryIds.join(', ')}`;
  throw new InputError(
    category === undefined
      ? `${planPath} does not list ${slug}: list it there, or say its category with npm run new:pattern -- ${slug} --category NAME, ${choice}.`
      : `There is no category "${category}": give --category ${choice}.`,
  );
}
