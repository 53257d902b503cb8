import type { IconName } from '../ui/icon.tsx';

/** A category and its patterns in order, as the frame and the home page draw them. */
export interface CatalogGroup {
  readonly id: string;
  readonly label: string;
  readonly sentence: string;
  readonly icon: IconName;
  readonly patterns: readonly CatalogEntry[];
}
export interface CatalogPattern {
  readonly stands: true;
  readonly slug: string;
  readonly title: string;
  /** One flat statement that the pattern keeps. */
  readonly promise: string;
  /** The small picture, as SVG that takes the page's colours. */
  readonly picture: string;
}
/** A pattern that stands, or one that is to come, of which there is only the name. */
export type CatalogEntry = CatalogPattern | { readonly stands: false; readonly slug: string; readonly title: string };
