import { describe, expect, it } from 'vitest';
import { noEdits } from '@/simulation/edits/edits.ts';
import type { Finding } from '@/simulation/language/protocol.ts';
import { runOffer } from './run-offer.ts';

const asItIs = { edits: noEdits, mutant: '', control: false };
const edits = { one: 'x' };
const found = (kind: Finding['kind']) => [{ file: 'one', finding: { from: 0, to: 1, line: 3, message: "')' expected.", kind } }];
const offer = (change: Partial<Parameters<typeof runOffer>[0]>) => runOffer({ edits, settings: asItIs, run: asItIs, hasFailed: false, found: [], ...change });

describe('the offer to run what is written', () => {
  it('is made for an edit that does not run yet', () => {
    expect(offer({})).toEqual({ refusal: '', says: 'Not run yet', isRunning: false });
    expect(offer({ settings: { ...asItIs, edits: { one: 'y' } } })).toEqual({ refusal: '', says: 'Edited since the last run', isRunning: false });
    expect(offer({ edits: noEdits, settings: { ...asItIs, edits } }).says).toBe('Your last edit still runs');
  });

  it('is not made for what runs, or is about to', () => {
    const ran = { ...asItIs, edits: { one: 'x' } };
    expect(offer({ settings: ran, run: ran })).toEqual({ refusal: 'What is written is what runs.', says: 'Your edit runs', isRunning: true });
    expect(offer({ settings: ran })).toMatchObject({ refusal: 'What is written is what runs.', says: 'Waiting for its run', isRunning: false });
    expect(offer({ edits: noEdits })).toMatchObject({ says: 'The code as it is runs', isRunning: true });
  });

  it('is made once more for what no run came of', () => {
    expect(offer({ settings: { ...asItIs, edits }, hasFailed: true })).toEqual({ refusal: '', says: 'No run came of it', isRunning: false });
  });

  it('is made where a wrong version runs, or no pattern at all', () => {
    expect(offer({ settings: { ...asItIs, mutant: 'loose' } })).toMatchObject({ refusal: '', says: 'A wrong version runs' });
    expect(offer({ edits: noEdits, settings: { ...asItIs, mutant: 'loose' } }).refusal).toBe('');
    expect(offer({ settings: { ...asItIs, edits, control: true } })).toMatchObject({ refusal: '', says: 'The world runs without the pattern' });
  });

  it('is not made for what is no code, and says which line', () => {
    expect(offer({ found: found('stops') }).refusal).toBe("Line 3 keeps it from running: ')' expected.");
    expect(offer({ found: found('type') }).refusal).toBe('');
  });

  it('is not made for a text that is too long', () => {
    expect(offer({ edits: { one: 'x'.repeat(64_001) } }).refusal).toBe('A file may have 64,000 characters.');
    expect(offer({ edits: { one: 'x'.repeat(64_000) } }).refusal).toBe('');
  });
});
