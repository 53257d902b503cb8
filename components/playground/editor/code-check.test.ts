import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Finding } from '@/simulation/language/protocol.ts';
import { CodeCheck } from './code-check.ts';
import { createCodeDesk } from './code-desk.ts';

const finding = (message: string): Finding => ({ from: 0, to: 1, line: 1, message, kind: 'type' });
const nothing = () => {};

function checked(check: (file: string, text: string) => Promise<readonly Finding[] | null>) {
  const desk = createCodeDesk();
  desk.bring({ one: 'a', two: 'b' });
  const asked = vi.fn(check);
  return { desk, asked, codeCheck: new CodeCheck(desk, ['one', 'two'], asked) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('checks every file once it is looked at, and then what is changed, when the reader pauses', async () => {
  const { desk, asked, codeCheck } = checked((file, text) => Promise.resolve([finding(`${file} ${text}`)]));
  codeCheck.subscribe(nothing);
  await vi.advanceTimersByTimeAsync(300);
  expect(asked.mock.calls).toEqual([['one', 'a'], ['two', 'b']]);
  desk.write('two', 'bb');
  await vi.advanceTimersByTimeAsync(200);
  desk.write('two', 'bbb');
  await vi.advanceTimersByTimeAsync(200);
  expect(asked).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked.mock.calls.slice(2)).toEqual([['two', 'bbb']]);
  expect(codeCheck.get().byFile['two']).toEqual({ text: 'bbb', findings: [finding('two bbb')] });
});

it('checks again what was changed while it checked', async () => {
  let answer: (findings: readonly Finding[]) => void = nothing;
  const { desk, asked, codeCheck } = checked((file) => (file === 'one' ? new Promise((resolve) => (answer = resolve)) : Promise.resolve([])));
  codeCheck.subscribe(nothing);
  await vi.advanceTimersByTimeAsync(300);
  desk.write('one', 'aa');
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveBeenCalledTimes(1);
  answer([]);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.mock.calls).toEqual([['one', 'a'], ['one', 'aa']]);
});

it('says why the compiler did not answer, and asks again with the next change', async () => {
  let isThere = false;
  const { desk, codeCheck } = checked(() => (isThere ? Promise.resolve([]) : Promise.reject(new Error('It could not be fetched.'))));
  codeCheck.subscribe(nothing);
  await vi.advanceTimersByTimeAsync(300);
  expect(codeCheck.get().problem).toBe('It could not be fetched.');
  isThere = true;
  desk.write('one', 'aa');
  await vi.advanceTimersByTimeAsync(300);
  expect(codeCheck.get()).toEqual({ byFile: { one: { text: 'aa', findings: [] }, two: { text: 'b', findings: [] } }, problem: '' });
});

it('forgets what it found in an earlier text where a later one could not be checked, and checks what was written meanwhile', async () => {
  const stop: Finding = { from: 0, to: 1, line: 1, message: 'no code', kind: 'stops' };
  let refuse: (error: Error) => void = nothing;
  const { desk, asked, codeCheck } = checked((_, text) => (text === 'hangs' ? new Promise((_resolve, reject) => (refuse = reject)) : Promise.resolve(text === 'a' ? [stop] : [])));
  codeCheck.subscribe(nothing);
  await vi.advanceTimersByTimeAsync(300);
  expect(codeCheck.get().byFile['one']?.findings).toEqual([stop]);
  desk.write('one', 'hangs');
  await vi.advanceTimersByTimeAsync(300);
  desk.write('two', 'bb');
  await vi.advanceTimersByTimeAsync(300);
  refuse(new Error('The types could not be checked.'));
  await vi.advanceTimersByTimeAsync(0);
  expect(codeCheck.get()).toEqual({ byFile: { one: { text: 'hangs', findings: [] }, two: { text: 'bb', findings: [] } }, problem: 'The types could not be checked.' });
  expect(asked.mock.calls.slice(2)).toEqual([['one', 'hangs'], ['two', 'bb']]);
});

it('leaves a question that another took the place of', async () => {
  const { asked, codeCheck } = checked(() => Promise.resolve(null));
  codeCheck.subscribe(nothing);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(codeCheck.get().byFile).toEqual({});
});

it('rests once nobody looks', async () => {
  const { desk, asked, codeCheck } = checked(() => Promise.resolve([]));
  codeCheck.subscribe(nothing)();
  desk.write('one', 'aa');
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).not.toHaveBeenCalled();
});
