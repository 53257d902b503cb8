import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noEdits } from '@/simulation/edits/edits.ts';
import { parseDraft, type Draft } from './draft.ts';
import { FakeBrowser, slug, type FakeTab } from './testing/fake-browser.ts';

/** What a reader did in one tab, as far as something is owed to them for it. */
interface Hand {
  readonly tab: FakeTab;
  /** The text that they wrote last, and when. */
  last: { readonly text: string; readonly at: number } | undefined;
  /** What they see, where it is theirs: a reload comes back to it. */
  seen: string | undefined;
  /** The text that runs, until it is known how it ended. */
  running: string | undefined;
}
interface World {
  readonly browser: FakeBrowser;
  readonly hands: Hand[];
  texts: number;
}
type Act = (world: World, hand: Hand) => void;

const textOf = ({ edits }: Draft) => edits['main'] ?? 'as it is';
const stored = ({ texts }: FakeBrowser) => [...texts].flatMap(([key, text]) => parseDraft(slug, key, text) ?? []);
const handOf = (tab: FakeTab): Hand => ({ tab, last: undefined, seen: undefined, running: undefined });

const wrote = ({ browser }: World, hand: Hand) => {
  const { text } = hand.tab.page;
  hand.last = { text, at: browser.now };
  hand.seen = text;
};
/** Acts in a tab that shows the page. */
const inPage = (act: Act): Act => (world, hand) => {
  if (hand.tab.isAlive) act(world, hand);
};
const freshText = (world: World) => `text ${(world.texts += 1)}`;

const acts: Readonly<Record<string, Act>> = {
  opensTab: ({ browser, hands }) => hands.push(handOf(browser.tab().visit())),
  writes: inPage((world, hand) => {
    hand.tab.page.write(freshText(world));
    wrote(world, hand);
  }),
  writesAgainWhatStoodThere: inPage((world, hand) => {
    const known = stored(world.browser)[0];
    if (known === undefined || textOf(known) === hand.tab.page.text) return;
    hand.tab.page.write(textOf(known));
    wrote(world, hand);
  }),
  resets: inPage((world, hand) => {
    hand.tab.page.desk.show(noEdits, 'reader');
    wrote(world, hand);
  }),
  loadsWrongVersion: inPage((world, hand) => {
    hand.tab.page.desk.show({ main: freshText(world) }, 'mutant');
    wrote(world, hand);
  }),
  showsEarlier: inPage((_, hand) => {
    const earlier = hand.tab.page.keeper.earlier().at(-1);
    if (earlier === undefined) return;
    hand.tab.page.keeper.show(earlier);
    hand.seen = textOf(earlier);
  }),
  showsNewer: inPage((_, hand) => {
    const { newer } = hand.tab.page.keeper.get();
    if (newer === undefined) return;
    hand.tab.page.keeper.show(newer);
    hand.seen = textOf(newer);
  }),
  runs: inPage((_, hand) => {
    const { keeper, desk, text } = hand.tab.page;
    keeper.noteRunning(desk.get().edits);
    hand.running = text;
  }),
  endsRun: inPage(({ hands }, hand) => {
    const { running } = hand;
    if (running === undefined) return;
    hand.tab.page.keeper.noteEnded({ main: running });
    // In this browser these texts came to an end, whatever they do elsewhere.
    for (const each of hands) if (each.running === running) each.running = undefined;
  }),
  reloads: inPage(({ browser }, hand) => {
    const held = hand.tab.page.shelf.place(slug)?.id;
    const isThere = stored(browser).some((draft) => draft.id === held && textOf(draft) === hand.seen);
    hand.tab.visit();
    if (isThere) expect(hand.tab.page.text).toBe(hand.seen);
    else hand.seen = undefined;
    if (isThere && hand.running === hand.seen && hand.seen !== 'as it is') expect(hand.tab.page.keeper.get().waiting).toBeDefined();
    hand.running = undefined;
  }),
  opensLink: inPage((world, hand) => {
    hand.tab.visit({ main: freshText(world) });
    hand.running = undefined;
    hand.seen = undefined;
  }),
  isKilled: (_, hand) => {
    hand.tab.kill();
    hand.running = undefined;
  },
  isDuplicated: inPage(({ hands }, hand) => {
    hands.push(handOf(hand.tab.duplicate()));
  }),
  hears: inPage((_, hand) => hand.tab.page.hear()),
  isHidden: inPage((_, hand) => hand.tab.page.keeper.hold()),
};

/** Whoever wrote a text last in a tab finds it, unless ten drafts are kept that all changed later. */
function nothingIsLost({ browser, hands }: World): void {
  const drafts = stored(browser);
  for (const { last } of hands) {
    if (last === undefined || drafts.some((draft) => textOf(draft) === last.text)) continue;
    expect(drafts.filter(({ changedAt }) => changedAt >= last.at).length, `${last.text} is lost`).toBeGreaterThanOrEqual(10);
  }
}

/** And whoever still sees it finds it in any case, once the page has heard what the others did. */
function nothingHeldIsLost({ browser, hands }: World): void {
  for (const { tab } of hands) if (tab.isAlive) tab.page.hear();
  const texts = stored(browser).map(textOf);
  for (const { tab, seen, last } of hands) if (tab.isAlive && last !== undefined && seen === last.text) expect(texts).toContain(seen);
}

describe('drafts', () => {
  it('keep what was written last in any tab, whatever the order of writes, reloads, crashes and tabs', () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(acts)), fc.nat({ max: 30 }), fc.nat({ max: 3 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const browser = new FakeBrowser();
        const world: World = { browser, hands: [handOf(browser.tab().visit())], texts: 0 };
        for (const [name, which, later] of steps) {
          browser.now += later;
          acts[name]?.(world, world.hands[which % world.hands.length]!);
          nothingIsLost(world);
        }
        nothingHeldIsLost(world);
      }),
      { numRuns: 500 },
    );
  });

  it('are in storage, or the reader was told that they are not, however little room there is', () => {
    const room = fc.nat({ max: 2000 });
    const writing = fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 400 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(fc.tuple(room, writing), { maxLength: 40 }), (steps) => {
        const browser = new FakeBrowser();
        const tabs = [0, 1, 2].map(() => browser.tab().visit());
        for (const [index, [unitsMax, [which, length, isWhole]]] of steps.entries()) {
          browser.unitsMax = unitsMax;
          const { page } = tabs[which]!;
          const text = `${index} ${'x'.repeat(length)}`;
          if (isWhole) page.desk.show({ main: text }, 'reader');
          else page.write(text);
          const isStored = stored(browser).some((draft) => textOf(draft) === text);
          expect(page.keeper.get().keeping === 'kept').toBe(isStored);
        }
      }),
    );
  });
});
