import { describe, expect, it, vi } from 'vitest';
import { noEdits } from '@/simulation/edits/edits.ts';
import { draftKeys, draftUnitsMax, parseDraft } from './draft.ts';
import { FakeBrowser, slug } from './testing/fake-browser.ts';

const minute = 60_000;
const edited = (text: string) => ({ main: text });
/** What stands in storage, the newest first, by id. */
const stored = ({ texts }: FakeBrowser) =>
  [...texts].flatMap(([key, text]) => parseDraft(slug, key, text) ?? []).sort((one, other) => other.changedAt - one.changedAt);

const textsIn = (browser: FakeBrowser) => stored(browser).map(({ edits }) => edits['main'] ?? '').sort((one, other) => one.localeCompare(other));

describe('a draft', () => {
  it('stands in storage as soon as it is written, and comes back in the next visit', () => {
    const browser = new FakeBrowser();
    const tab = browser.tab().visit();
    tab.page.write('one');
    expect(stored(browser)).toEqual([{ id: 'id-1', slug, edits: edited('one'), changedAt: browser.now, ran: 'no' }]);
    tab.page.write('two');
    expect(stored(browser)).toMatchObject([{ id: 'id-1', edits: edited('two') }]);
    expect(tab.visit().page.text).toBe('two');
    expect(tab.page.keeper.get().waiting).toBe('unrun');
  });

  it('is not written before something is changed', () => {
    const browser = new FakeBrowser();
    const tab = browser.tab().visit();
    tab.page.keeper.hold();
    tab.visit();
    expect(browser.texts.size).toBe(0);
  });

  it('opens in a new tab, which writes on under an id of its own', () => {
    const browser = new FakeBrowser();
    const one = browser.tab().visit();
    one.page.write('one');
    const other = browser.tab().visit();
    expect(other.page.text).toBe('one');
    other.page.write('other');
    one.page.write('one more');
    expect(textsIn(browser)).toEqual(['one more', 'other']);
    expect(one.visit().page.text).toBe('one more');
    expect(other.visit().page.text).toBe('other');
  });

  it('is not shared with a tab that was duplicated', () => {
    const browser = new FakeBrowser();
    const tab = browser.tab().visit();
    tab.page.write('one');
    const copy = tab.duplicate();
    expect(copy.page.text).toBe('one');
    copy.page.write('of the copy');
    tab.page.write('of the tab');
    expect(tab.visit().page.text).toBe('of the tab');
    expect(copy.visit().page.text).toBe('of the copy');
  });

  it('that went back to the code as it is opens as the code as it is, and what it was before stays', () => {
    const browser = new FakeBrowser();
    const tab = browser.tab().visit();
    tab.page.write('one');
    browser.now += minute;
    tab.page.desk.show(noEdits, 'reader');
    expect(browser.tab().visit().page.text).toBe('as it is');
    expect(tab.visit().page.text).toBe('as it is');
    expect(tab.page.keeper.earlier().map(({ edits }) => edits)).toEqual([edited('one')]);
  });

  it('is written under a new id where whole texts take its place', () => {
    const browser = new FakeBrowser();
    const { page } = browser.tab().visit();
    page.write('mine');
    browser.now += minute;
    page.desk.show(edited('the wrong version'), 'mutant');
    expect(stored(browser).map(({ edits }) => edits['main'])).toEqual(['the wrong version', 'mine']);
  });

  it('is taken up again where undoing brings it back', () => {
    const browser = new FakeBrowser();
    const { page } = browser.tab().visit();
    page.write('mine');
    page.desk.show(noEdits, 'reader');
    page.desk.show(edited('mine'), 'draft');
    page.desk.show(noEdits, 'reader');
    page.write('mine');
    expect(stored(browser)).toHaveLength(2);
    page.write('mine and more');
    expect(textsIn(browser)).toEqual(['mine', 'mine and more']);
  });

  it('of a file that the pattern no longer has stays as it was, and opens with the files that are left', () => {
    const browser = new FakeBrowser();
    const draft = { edits: { main: 'one', renamed: 'since' }, changedAt: 1, ran: 'ended' };
    browser.texts.set(`${draftKeys(slug)}id-0`, JSON.stringify(draft));
    const { page } = browser.tab().visit();
    expect(page.desk.get().edits).toEqual(edited('one'));
    expect(page.keeper.get().waiting).toBe('unrun');
    page.keeper.noteRunning(edited('one'));
    page.write('two');
    expect(stored(browser).map(({ edits }) => edits)).toEqual([edited('two'), draft.edits]);
  });

  it('lets the oldest go where there are more than ten, but not one that a page holds', () => {
    const browser = new FakeBrowser();
    const held = browser.tab().visit();
    held.page.write('held');
    for (let count = 1; count <= 12; count += 1) {
      browser.now += minute;
      const tab = browser.tab().visit();
      tab.page.write(`draft ${count}`);
      tab.kill();
      held.page.hear();
    }
    const texts = stored(browser).map(({ edits }) => edits['main']);
    expect(texts).toHaveLength(11);
    expect(texts).toEqual(['draft 12', 'draft 11', 'draft 10', 'draft 9', 'draft 8', 'draft 7', 'draft 6', 'draft 5', 'draft 4', 'draft 3', 'held']);
  });
});

describe('an earlier draft', () => {
  it('can be shown, and stays as it was when it is written on', () => {
    const browser = new FakeBrowser();
    const tab = browser.tab().visit();
    tab.page.write('first');
    browser.now += minute;
    tab.page.desk.show(noEdits, 'reader');
    tab.page.write('second');
    const [earlier] = tab.page.keeper.earlier();
    tab.page.keeper.show(earlier!);
    expect(tab.page.text).toBe('first');
    expect(tab.page.keeper.earlier().map(({ edits }) => edits['main'])).toEqual(['second']);
    browser.now += minute;
    tab.page.write('first, changed');
    expect(stored(browser).map(({ edits }) => edits['main'])).toEqual(['first, changed', 'second', 'first']);
  });

  it('is what a reload comes back to once it was shown, without a word of another tab', () => {
    const browser = new FakeBrowser();
    const tab = browser.tab().visit();
    tab.page.write('first');
    browser.now += minute;
    tab.page.desk.show(edited('second'), 'mutant');
    browser.now += minute;
    tab.page.keeper.show(tab.page.keeper.earlier()[0]!);
    tab.visit();
    expect(tab.page.text).toBe('first');
    expect(tab.page.keeper.get().newer).toBeUndefined();
  });

  it('is listed once for each text, and not where it is what stands there or the code as it is', () => {
    const browser = new FakeBrowser();
    const { page } = browser.tab().visit();
    for (const text of ['a', 'b', 'a', 'as it is', 'c']) {
      browser.now += minute;
      page.desk.show(edited(text), 'reader');
    }
    expect(page.keeper.earlier().map(({ edits }) => edits['main'])).toEqual(['a', 'b']);
  });
});

describe('a newer draft in another tab', () => {
  it('is offered, and shown when asked for', () => {
    const browser = new FakeBrowser();
    const [one, other] = [browser.tab().visit(), browser.tab().visit()];
    one.page.write('one');
    browser.now += minute;
    other.page.write('other');
    one.page.hear();
    const { newer } = one.page.keeper.get();
    expect(newer).toMatchObject({ edits: edited('other'), changedAt: browser.now });
    one.page.keeper.show(newer!);
    expect(one.page.text).toBe('other');
    expect(one.page.keeper.get().newer).toBeUndefined();
    one.page.write('other, by one');
    expect(textsIn(browser)).toEqual(['one', 'other', 'other, by one']);
  });

  it('is offered to a tab that shows the same draft as it was before', () => {
    const browser = new FakeBrowser();
    const one = browser.tab().visit();
    one.page.write('before');
    const other = browser.tab().visit();
    browser.now += minute;
    one.page.write('after');
    other.page.hear();
    expect(other.page.text).toBe('before');
    expect(other.page.keeper.get().newer?.edits).toEqual(edited('after'));
  });

  it('is offered after a reload too, but not in the tab that wrote last', () => {
    const browser = new FakeBrowser();
    const [one, other] = [browser.tab().visit(), browser.tab().visit()];
    one.page.write('one');
    browser.now += minute;
    other.page.write('other');
    expect(one.visit().page.keeper.get().newer?.edits).toEqual(edited('other'));
    expect(other.visit().page.keeper.get().newer).toBeUndefined();
  });

  it('is no longer offered once the reader writes on here, or does not want it', () => {
    const browser = new FakeBrowser();
    const [one, other] = [browser.tab().visit(), browser.tab().visit()];
    const writeThere = (text: string) => {
      browser.now += minute;
      other.page.write(text);
      one.page.hear();
    };
    one.page.write('one');
    writeThere('other');
    browser.now += minute;
    one.page.write('one more');
    expect(one.page.keeper.get().newer).toBeUndefined();
    writeThere('other more');
    expect(one.page.keeper.get().newer).toBeDefined();
    one.page.keeper.dismiss('newer');
    writeThere('other even more');
    expect(one.page.keeper.get().newer).toBeUndefined();
  });
});

describe('a run', () => {
  it('marks the draft before it is ordered and when it came to an end, for exactly these texts', () => {
    const browser = new FakeBrowser();
    const { page } = browser.tab().visit();
    page.write('one');
    page.keeper.noteRunning(edited('one'));
    expect(stored(browser)[0]?.ran).toBe('running');
    page.keeper.noteEnded(edited('one'));
    expect(stored(browser)[0]?.ran).toBe('ended');
    page.write('two');
    expect(stored(browser)[0]?.ran).toBe('no');
    page.keeper.noteEnded(edited('one'));
    expect(stored(browser)[0]?.ran).toBe('no');
    expect([page.finished.has(slug, edited('one')), page.finished.has(slug, edited('two'))]).toEqual([true, false]);
  });

  it.each([
    ['did not come to an end when the tab was killed', 'running'],
    ['had to be ended', 'hung'],
  ] as const)('that %s leaves a draft that is shown and waits', (_, ran) => {
    const browser = new FakeBrowser();
    const tab = browser.tab().visit();
    tab.page.write('an endless loop');
    tab.page.keeper.noteRunning(edited('an endless loop'));
    if (ran === 'hung') tab.page.keeper.noteHung(edited('an endless loop'));
    expect(stored(browser)[0]?.ran).toBe(ran);
    expect(tab.visit().page.keeper.get().waiting).toBe('hung');
    expect(tab.page.text).toBe('an endless loop');
  });

  it('that ended before and hangs now is not taken for one that ends', () => {
    const { page } = new FakeBrowser().tab().visit();
    page.write('one');
    page.keeper.noteEnded(edited('one'));
    page.keeper.noteRunning(edited('one'));
    expect(page.finished.has(slug, edited('one'))).toBe(false);
  });

  it('ends the waiting, and so does a change', () => {
    const browser = new FakeBrowser();
    const tab = browser.tab().visit();
    tab.page.write('one');
    tab.visit().page.keeper.noteRunning(edited('one'));
    expect(tab.page.keeper.get().waiting).toBeUndefined();
    tab.visit().page.write('two');
    expect(tab.page.keeper.get().waiting).toBeUndefined();
  });

  it('of a draft that is merely shown changes nothing of it but how it ran', () => {
    const browser = new FakeBrowser();
    const writer = browser.tab().visit();
    writer.page.write('one');
    const reader = browser.tab().visit();
    reader.page.keeper.noteRunning(edited('one'));
    expect(stored(browser)).toMatchObject([{ id: 'id-1', ran: 'running' }]);
    writer.page.write('two');
    reader.page.keeper.noteEnded(edited('one'));
    expect(stored(browser)).toMatchObject([{ id: 'id-1', edits: edited('two'), ran: 'no' }]);
  });
});

describe('the code of a link', () => {
  it('is shown without touching the reader\'s draft, which is one press away', () => {
    const browser = new FakeBrowser();
    const tab = browser.tab().visit();
    tab.page.write('mine');
    tab.visit(edited('a stranger\'s'));
    expect(tab.page.text).toBe('a stranger\'s');
    expect(tab.page.keeper.get()).toMatchObject({ waiting: 'link', own: { edits: edited('mine') } });
    expect(stored(browser)).toMatchObject([{ edits: edited('mine') }]);
    tab.page.keeper.show(tab.page.keeper.get().own!);
    expect(tab.page.text).toBe('mine');
    expect(tab.page.keeper.get()).toMatchObject({ waiting: undefined, own: undefined });
  });

  it.each(['change', 'run'] as const)('becomes a draft of its own at a %s', (act) => {
    const browser = new FakeBrowser();
    browser.tab().visit().page.write('mine');
    browser.now += minute;
    const tab = browser.tab().visit(edited('a stranger\'s'));
    if (act === 'change') tab.page.write('a stranger\'s, changed');
    else tab.page.keeper.noteRunning(edited('a stranger\'s'));
    expect(stored(browser).map(({ edits }) => edits['main'])).toEqual([tab.page.text, 'mine']);
    expect(tab.page.keeper.get()).toMatchObject({ waiting: undefined, own: undefined });
  });
});

describe('storage that does not keep', () => {
  it('keeps the draft in memory while it is switched off, and says so', () => {
    const browser = new FakeBrowser();
    browser.isOff = true;
    const { page } = browser.tab().visit();
    expect(page.keeper.get().keeping).toBe('kept');
    page.write('one');
    expect(page.keeper.get().keeping).toBe('off');
    page.desk.show(edited('two'), 'reader');
    expect(page.keeper.earlier().map(({ edits }) => edits['main'])).toEqual(['one']);
    page.keeper.noteRunning(edited('two'));
    page.keeper.noteEnded(edited('two'));
    page.keeper.hold();
    expect(page.text).toBe('two');
  });

  it('keeps the draft in memory while there is no room, says so once, and stores it when there is', () => {
    const browser = new FakeBrowser();
    browser.texts.set('of another page', 'x'.repeat(1000));
    browser.unitsMax = 1050;
    const tab = browser.tab().visit();
    const changed = vi.fn();
    tab.page.keeper.subscribe(changed);
    tab.page.write('one');
    tab.page.write('two');
    expect(tab.page.keeper.get().keeping).toBe('full');
    expect(changed).toHaveBeenCalledTimes(1);
    browser.texts.delete('of another page');
    tab.page.keeper.hold();
    expect(tab.page.keeper.get().keeping).toBe('kept');
    expect(tab.visit().page.text).toBe('two');
  });

  it('leaves what it holds as it was where a longer text has no room', () => {
    const browser = new FakeBrowser();
    const tab = browser.tab().visit();
    tab.page.write('short');
    browser.unitsMax = 200;
    tab.page.write('l'.repeat(300));
    expect(tab.page.keeper.get().keeping).toBe('full');
    expect(tab.visit().page.text).toBe('short');
  });

  it('does not take a text that could not be read again', () => {
    const browser = new FakeBrowser();
    const { page } = browser.tab().visit();
    page.write('x'.repeat(draftUnitsMax));
    expect(page.keeper.get().keeping).toBe('long');
    expect(stored(browser)).toEqual([]);
    page.write('short');
    expect(page.keeper.get().keeping).toBe('kept');
  });

  it('is written again when something else has cleared it', () => {
    const browser = new FakeBrowser();
    const tab = browser.tab().visit();
    tab.page.write('one');
    browser.texts.clear();
    tab.page.keeper.hear({ key: null, newValue: null });
    expect(tab.visit().page.text).toBe('one');
  });
});

describe('what is not a draft', () => {
  const garbage: readonly (readonly [string, string])[] = [
    ['broken', '{"edits":'], ['null', 'null'], ['number', '7'], ['array', '[]'], ['empty', '{}'],
    ['texts', JSON.stringify({ edits: { main: 7 }, changedAt: 1, ran: 'no' })],
    ['list', JSON.stringify({ edits: ['main'], changedAt: 1, ran: 'no' })],
    ['time', JSON.stringify({ edits: {}, changedAt: '1', ran: 'no' })],
    ['endless', '{"edits":{},"changedAt":1e999,"ran":"no"}'],
    ['before', JSON.stringify({ edits: {}, changedAt: -1, ran: 'no' })],
    ['ran', JSON.stringify({ edits: {}, changedAt: 1, ran: 'perhaps' })],
    ['huge', JSON.stringify({ edits: { main: 'x'.repeat(draftUnitsMax) }, changedAt: 1, ran: 'no' })],
    ['Not An Id', JSON.stringify({ edits: {}, changedAt: 1, ran: 'no' })],
  ];

  it('is passed over, and never removed or overwritten', () => {
    const browser = new FakeBrowser();
    for (const [id, text] of garbage) browser.texts.set(draftKeys(slug) + id, text);
    browser.texts.set('breakable.draft.0.a-pattern.old', 'another format');
    const before = new Map(browser.texts);
    const tab = browser.tab().visit();
    expect(tab.page.text).toBe('as it is');
    for (let count = 0; count < 15; count += 1) tab.page.desk.show(edited(`draft ${count}`), 'reader');
    for (const [key, text] of before) expect(browser.texts.get(key)).toBe(text);
    expect(stored(browser)).toHaveLength(10);
  });

  it('is another pattern\'s, whose name begins alike', () => {
    const browser = new FakeBrowser();
    browser.texts.set(`${draftKeys('a-pattern-too')}id-9`, JSON.stringify({ edits: { main: 'of the other' }, changedAt: 1, ran: 'no' }));
    expect(browser.tab().visit().page.text).toBe('as it is');
  });

  it('is what the tab remembers where that is garbage', () => {
    const browser = new FakeBrowser();
    browser.tab().visit().page.write('one');
    const tab = browser.tab(new Map([['breakable.draft.1.a-pattern', 'never mind']])).visit();
    expect(tab.page.text).toBe('one');
  });
});
