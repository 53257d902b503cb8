import { describe, expect, it, vi } from 'vitest';
import { noEdits } from '@/simulation/edits/edits.ts';
import { createCodeDesk } from './code-desk.ts';

const originals = { breaker: 'let a = 1;', 'breaker.side': 'let b = 2;' };

const deskWithOriginals = () => {
  const desk = createCodeDesk();
  desk.bring(originals);
  return desk;
};

describe('the desk of the reader\'s code', () => {
  it('has the code as it is until something is written', () => {
    const desk = createCodeDesk();
    expect(desk.get()).toEqual({ originals: undefined, edits: noEdits, origin: 'reader', shownTimes: 0 });
    desk.bring(originals);
    expect(desk.get().originals).toBe(originals);
    expect(desk.get().edits).toBe(noEdits);
  });

  it('keeps what is written, whole and by file, and tells of it', () => {
    const desk = deskWithOriginals();
    const changed = vi.fn();
    const leave = desk.subscribe(changed);
    desk.write('breaker', 'let a = 3;');
    desk.write('breaker.side', 'let b = 4;');
    expect(desk.get().edits).toEqual({ breaker: 'let a = 3;', 'breaker.side': 'let b = 4;' });
    expect(changed).toHaveBeenCalledTimes(2);
    leave();
    desk.write('breaker', 'let a = 5;');
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('takes a text that equals the original for no edit', () => {
    const desk = deskWithOriginals();
    desk.write('breaker', 'let a = 3;');
    desk.write('breaker', 'let a = 1;');
    expect(desk.get().edits).toBe(noEdits);
  });

  it('tells of nothing where the text is what stands there', () => {
    const desk = deskWithOriginals();
    desk.write('breaker', 'let a = 3;');
    const { edits } = desk.get();
    const changed = vi.fn();
    desk.subscribe(changed);
    desk.write('breaker', 'let a = 3;');
    desk.write('breaker.side', 'let b = 2;');
    expect(changed).not.toHaveBeenCalled();
    expect(desk.get().edits).toBe(edits);
  });

  it('puts whole texts in place of all that stands, and counts how often', () => {
    const desk = deskWithOriginals();
    desk.write('breaker.side', 'let b = 4;');
    const edits = { breaker: 'let a = 7;' };
    desk.show(edits, 'link');
    expect(desk.get()).toEqual({ originals, edits, origin: 'link', shownTimes: 1 });
    expect(desk.get().edits).toBe(edits);
    desk.show(noEdits, 'reader');
    expect(desk.get()).toEqual({ originals, edits: noEdits, origin: 'reader', shownTimes: 2 });
  });

  it('still says where its texts came from once the reader has written on', () => {
    const desk = deskWithOriginals();
    desk.show({ breaker: 'let a = 7;' }, 'link');
    desk.write('breaker', 'let a = 8;');
    expect(desk.get()).toMatchObject({ origin: 'link', shownTimes: 1, edits: { breaker: 'let a = 8;' } });
  });

  it('drops what is no edit once the originals are brought', () => {
    const desk = createCodeDesk();
    desk.show({ breaker: 'let a = 1;', 'breaker.side': 'let b = 9;', gone: 'let c;' }, 'draft');
    desk.bring(originals);
    expect(desk.get().edits).toEqual({ 'breaker.side': 'let b = 9;' });
  });

  it('has no file that the pattern does not have, whatever it is called', () => {
    const desk = deskWithOriginals();
    desk.show({ toString: 'let c;' }, 'link');
    desk.write('constructor', 'let c;');
    expect(desk.get().edits).toBe(noEdits);
  });
});
