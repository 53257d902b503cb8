import type { Edits } from '@/simulation/edits/edits.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';

/** What a link is written and read against. */
export interface LinkGround {
  readonly data: ScenarioData;
  /** The catalog's version here and now. */
  readonly version: string;
  /** Brings the pattern's files as the catalog has them. It is called only for a link with edits. */
  readonly originals: () => Promise<Edits>;
}
