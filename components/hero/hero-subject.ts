import type { Hero } from '@/simulation/hero.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';

/** The pattern that is shown at work. */
export interface HeroSubject {
  readonly title: string;
  readonly hero: Hero;
  /** Its scenario, reduced to the hero's experiment and promise, in the hero's wiring. */
  readonly data: ScenarioData;
}

/** What a reader can do with it. `act` makes the hero's fault strike at the playhead. */
export type HeroPress = 'play' | 'pause' | 'act';
export type SendHeroPress = (press: HeroPress) => void;
