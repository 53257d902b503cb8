import type { IconName } from '../ui/icon.tsx';

/** A category and the patterns of it that exist, as the frame and the home page draw them. */
export interface CatalogGroup {
  readonly id: string;
  readonly label: string;
  readonly sentence: string;
  readonly icon: IconName;
  readonly patterns: readonly CatalogPattern[];
}
export interface CatalogPattern {
  readonly slug: string;
  readonly title: string;
  /** One flat statement that the pattern keeps. */
  readonly promise: string;
  /** The small picture, as SVG that takes the page's colours. */
  readonly picture: string;
}
