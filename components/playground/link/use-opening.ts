import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { OpeningFinder, type FoundOpening } from './opening-finder.ts';

const nothingFound: FoundOpening = { opening: undefined, isWanted: false };

/** What the instrument is to open with, and the way to want it. */
export function useOpening(data: ScenarioData, version: string): FoundOpening & Pick<OpeningFinder, 'want'> {
  const [finder] = useState(() => new OpeningFinder(data, version));
  const found = useSyncExternalStore(finder.subscribe, finder.get, () => nothingFound);
  useEffect(() => finder.start(), [finder]);
  return { ...found, want: finder.want };
}
