import { describe, expect, it, vi } from 'vitest';
import { noEdits } from '@/simulation/edits/edits.ts';
import { createCodeDesk } from './code-desk.ts';
import { canUndoReset, EditSession } from './edit-session.ts';

function opened() {
  const desk = createCodeDesk();
  desk.bring({ one: 'a', two: 'b' });
  return { desk, session: new EditSession(desk) };
}

describe('a reset', () => {
  it('puts every file back, and gives all of it back with where it came from', () => {
    const { desk, session } = opened();
    desk.show({ one: 'x', two: 'y' }, 'link');
    expect(canUndoReset(session.get(), desk.get())).toBe(false);
    session.reset();
    expect(desk.get().edits).toBe(noEdits);
    expect(canUndoReset(session.get(), desk.get())).toBe(true);
    session.undoReset();
    expect(desk.get()).toMatchObject({ edits: { one: 'x', two: 'y' }, origin: 'link' });
    expect(canUndoReset(session.get(), desk.get())).toBe(false);
  });

  it('cannot be undone by its button once something else was written or shown', () => {
    const { desk, session } = opened();
    desk.write('one', 'x');
    session.reset();
    desk.write('two', 'y');
    expect(canUndoReset(session.get(), desk.get())).toBe(false);
    desk.show(noEdits, 'draft');
    expect(canUndoReset(session.get(), desk.get())).toBe(false);
  });
});

describe('what is chosen outside the pane', () => {
  it('leads to a place once, however often it is seen', () => {
    const { session } = opened();
    const changed = vi.fn();
    session.subscribe(changed);
    const place = { file: 'two', line: 7 };
    session.follow(place, '');
    session.follow(place, '');
    expect(session.get()).toMatchObject({ file: 'two', goTo: place });
    expect(changed).toHaveBeenCalledTimes(1);
    session.follow({ ...place }, '');
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('shows a wrong version again when another runs, or the same one anew', () => {
    const { session } = opened();
    session.follow(undefined, 'loose');
    session.become({ leftVersion: 'loose', file: 'two' });
    session.follow(undefined, 'loose');
    expect(session.get()).toMatchObject({ leftVersion: 'loose', file: 'two' });
    session.follow(undefined, '');
    expect(session.get()).toMatchObject({ leftVersion: '', file: '' });
  });
});
