import type { Decisive } from '../../../simulation/scenario.ts';

const verifier = 'valet-key.verifier';

/** In the order in which they stand, the issuer first. */
export const decisive: readonly Decisive[] = [
  { line: "return ['valet-key-1', encodeURIComponent(store), ...values].join('\\n');", label: 'What is signed: one line for each field' },
  { line: 'const until = Math.floor(Math.min(wanted, notAfter));', label: 'It ends with its signing key at the latest' },
  { file: verifier, line: 'if (!(now >= Number(claims.from) - skewMs))', label: 'Has it begun, by this clock and its margin?' },
  { file: verifier, line: 'if (!(now <= end))', label: 'Is it over, by this clock?' },
  { file: verifier, line: 'if (!isSame(expected, signature))', label: 'Has our key signed just this?' },
  { file: verifier, line: "if (action === undefined || !claims.actions.split('.').includes(action) || !isWithin(claims.resource, path))", label: 'Does it allow this, and here?' },
  { file: verifier, line: "if (claims.policy !== '' && (await isRevoked(claims.policy)))", label: 'Was its policy revoked?' },
];
