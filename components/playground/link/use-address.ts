import { useEffect, useRef, useState } from 'react';
import { noEdits } from '@/simulation/edits/edits.ts';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { Blame } from '../blame.ts';
import { draftKeeperOf } from '../drafts/draft-keeper-of.ts';
import { codeDeskOf } from '../editor/code-desk.ts';
import { originalCode } from '../editor/original-code.ts';
import { isSame } from '@/simulation/is-same.ts';
import type { PlaygroundMode, PlaygroundSettings } from '../playground-settings.ts';
import type { Playhead } from '../playhead.ts';
import type { Pane } from '../press.ts';
import { experimentNamed, openingSettings } from '../settings-after.ts';
import { AddressFollower } from './address-follower.ts';
import { encodeLink } from './encode-link.ts';
import type { Opening, SharedRun } from './opening.ts';
import { pageAddress } from './page-address.ts';
import { isRunOf, showRun, type ShownRun } from './shown-run.ts';

interface Told {
  readonly data: ScenarioData;
  /** The catalog's version. */
  readonly version: string;
  readonly opening: Opening;
  readonly run: RunResult | undefined;
  readonly settings: PlaygroundSettings;
  readonly mode: PlaygroundMode;
  /** A run is under way. */
  readonly isAwaited: boolean;
  readonly pane: Pane;
  readonly playhead: Playhead;
  readonly blame: Blame | undefined;
}

/** Keeps the address at what the instrument shows while it stands still, and lets the rest of the page look at it. */
export function useAddress({ data, version, opening, run, settings, mode, isAwaited, pane, playhead, blame }: Told): void {
  const [follower] = useState(() => new AddressFollower({ ...pageAddress, encode: (shared) => encodeLink(shared, { data, version, originals: () => originalCode(data.code) }) }));
  const followed = useRef(opening);
  useEffect(() => {
    if (followed.current !== opening) follower.open();
    followed.current = opening;
    const isStill = !isAwaited && mode !== 'playing' && mode !== 'loading';
    const look = (): ShownRun => {
      const shown = run !== undefined && !isAwaited && isRunOf(run, settings) ? run : undefined;
      // What was opened goes to a moment of its own once its run is there.
      return { data, shared: { settings, at: mode === 'loading' ? undefined : playhead.get(), pane, version, hash: shown?.hash ?? '' }, run: shown, blame };
    };
    const follow = () => {
      if (!isStill) return follower.move();
      const { shared } = look();
      follower.stand(withWaitingCode(shared, data.slug), isPristine(shared, data));
    };
    follow();
    const ends = [playhead.subscribe(follow), run === undefined ? () => {} : showRun(look), draftKeeperOf(data.slug).subscribe(follow), () => follower.move()];
    return () => {
      for (const end of ends) end();
    };
  }, [data, version, opening, run, settings, mode, isAwaited, pane, playhead, blame, follower]);
}

/** Code that came with a link stays in the address until the reader runs or changes it: nothing else keeps it. */
function withWaitingCode(shared: SharedRun, slug: string): SharedRun {
  if (draftKeeperOf(slug).get().waiting !== 'link' || shared.settings.edits !== noEdits || shared.settings.mutant !== '') return shared;
  return { ...shared, settings: { ...shared.settings, edits: codeDeskOf(slug).get().edits }, hash: '' };
}

/** As the page opens without a link. */
function isPristine({ settings, at, pane }: SharedRun, data: ScenarioData): boolean {
  return pane === 'tweak' && at === (experimentNamed(data, settings.experiment)?.stillAtMs ?? 0) * 1000 && isSame(settings, openingSettings(data));
}
