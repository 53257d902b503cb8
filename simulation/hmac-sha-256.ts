import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { charge } from './natives/account.ts';

/** What SHA-256 takes at one step (FIPS 180-4, 5.2.1). */
const bytesPerBlock = 64;

/**
 * HMAC-SHA-256 (RFC 2104, FIPS 180-4) that answers at once, where `crypto.subtle` would answer at real time. A scenario gives it to code that signs.
 * @returns 32 bytes
 * @throws TypeError where the key or the data are no Uint8Array
 */
export function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
  charge((key.length + data.length) / bytesPerBlock, 'HMAC-SHA-256', data.length, 'bytes');
  return hmac(sha256, key, data);
}
