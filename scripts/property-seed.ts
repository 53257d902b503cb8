import fc from 'fast-check';
import { wholeNumber } from './command-line.ts';

/**
 * Property tests try the same inputs every time, so that one that fails tells of the change before it. A SEED tries others; the message of a
 * failure names the seed that it came from.
 */
fc.configureGlobal({ seed: wholeNumber('SEED', process.env['SEED'] ?? '1', -(2 ** 31), 2 ** 31 - 1) });
