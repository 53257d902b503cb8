import type { Env } from '../../../simulation/world.ts';
import type { Overheard } from './tricks.ts';
import type { StoreCall } from './world.ts';

const digits = '0123456789abcdef';
const length = 64;

/**
 * Tries all digits at one place of the signature, for an address that nobody has signed, and holds the times of the answers against each other. Where one answer
 * takes longer than all others its digit is taken for right: where a compare stops at the first difference it is, and 64 places need some five hundred tries.
 */
export function guesser(env: Env, send: (what: string, call: Omit<StoreCall, 'contentType'>) => Promise<string>, tell: (known: number) => void): (read: Overheard) => Promise<void> {
  let url: string | undefined;
  /** How many addresses it has guessed at: the times of one say nothing about those of another. */
  let series = 0;
  let known = '';
  let times: number[] = [];
  return async (read) => {
    // It must not end before all is guessed.
    if (url === undefined) {
      series += 1;
      url = read.url.replace(/until=\d+/, 'until=9999999999999').replace(/signature=.*/, 'signature=');
    }
    const guessed = known + digits[times.length]!;
    const before = env.clock.now();
    const answer = await send('a guess', { method: 'GET', url: url + guessed.padEnd(length, '0'), bytes: 0 });
    const ms = Math.round((env.clock.now() - before) * 1000) / 1000;
    if (answer !== 'bad-signature') {
      // The signing key has gone, and what was guessed is worth nothing.
      if (answer === 'expired' || answer === 'unknown-key') [url, known, times] = [undefined, '', []];
      return;
    }
    env.report('guess.timed', { series, place: known.length + 1, digit: digits[times.length]!, ms });
    times.push(ms);
    if (times.length < digits.length) return;
    const longest = Math.max(...times);
    if (times.filter((one) => one === longest).length === 1) known += digits[times.indexOf(longest)]!;
    times = [];
    tell(known.length);
  };
}
