import type { Env } from '../../../simulation/world.ts';
import type { SigningKey } from '../valet-key.ts';
import { overlapMs, signingKeys, signingMs } from './sizes.ts';

/** The signing keys that application and store have agreed on, by the time of the run. Each is there before it signs, and for a while after. */
export function keyRing(env: Env): readonly SigningKey[] {
  const startedAt = env.wallNow() - env.clock.now();
  return Array.from({ length: signingKeys }, (_, index) => ({
    id: `k${index + 1}`,
    secret: new Uint8Array(32).map((_byte, at) => (at * 37 + (index + 1) * 101) % 256),
    notAfter: Math.round(startedAt + (index + 1) * signingMs + overlapMs),
    rights: { resource: 'returns/', actions: ['read', 'write'] as const },
  }));
}

/** As an eavesdropper would find it in a log. */
export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
