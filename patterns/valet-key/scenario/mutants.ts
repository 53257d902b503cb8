import type { Break, Mutant } from '../../../simulation/scenario.ts';

const verifier = 'valet-key.verifier';

export const mutants: readonly Mutant[] = [
  {
    name: 'no-separators',
    label: 'Join the fields with nothing',
    standsFor: 'The fields are written one after the other. A digit that is moved from one to its neighbour changes both, and leaves the text that is signed as it was.',
    reference: { title: 'Percival: AWS signature version 1 is insecure', url: 'https://www.daemonology.net/blog/2008-12-18-AWS-signature-version-1.html' },
    edits: [{ find: "...values].join('\\n');", replace: "...values].join('');" }],
  },
  {
    name: 'end-not-signed',
    label: 'Leave the end unsigned',
    standsFor: 'The end stands in the address, and was forgotten in what is signed. Whoever has a key has it for ever.',
    edits: [{ find: 'const values = fields.map((field) =>', replace: "const values = fields.filter((field) => field !== 'until').map((field) =>" }],
  },
  {
    name: 'stops-early',
    label: 'Stop at the first difference',
    standsFor: 'The two signatures are compared as texts are: up to the first digit that differs. The time of the answer says how many were right.',
    reference: { title: 'Lawson: Timing attack in Google Keyczar library', url: 'https://rdist.root.org/2009/05/28/timing-attack-in-google-keyczar-library/' },
    edits: [{ file: verifier, find: 'difference |= expected.charCodeAt(at) ^ given.charCodeAt(at);', replace: 'if (expected.charCodeAt(at) !== given.charCodeAt(at)) return false;' }],
  },
  {
    name: 'wider-than-asked',
    label: 'Grant the folder above',
    standsFor: 'One key for the folder saves asking for one for each photo, and opens all that is in the folder.',
    edits: [{ find: '    const asked = asClaims(given);\n', replace: "    const asked = asClaims({ ...given, resource: given.resource.replace(/[^/]+\\/$/, '') });\n" }],
  },
  {
    name: 'begins-alike',
    label: 'Let in what begins alike',
    standsFor: 'The path is compared letter by letter with the start of the one that was granted, without its slash: photo 1 opens photo 10.',
    edits: [{ file: verifier, find: 'path.startsWith(resource) : path === resource', replace: 'path.startsWith(resource.slice(0, -1)) : path === resource' }],
  },
  {
    name: 'list-not-asked',
    label: 'Ask no list',
    standsFor: 'Signature and time are checked, which needs no look at anything. That a policy was revoked is never noticed.',
    edits: [{ file: verifier, find: "    if (claims.policy !== '' && (await isRevoked(claims.policy))) return refused('revoked', 'revoked');\n", replace: '' }],
  },
  {
    name: 'margin-at-the-end',
    label: 'A margin at the end too',
    standsFor: 'The margin for clocks is given at both ends, so that a key of a minute lasts for six.',
    edits: [{ file: verifier, find: 'const end = Math.min(', replace: 'const end = skewMs + Math.min(' }],
  },
  {
    name: 'outlives-its-signer',
    label: 'State an end past the signer’s',
    standsFor: 'The key says that it lasts as long as was asked for. The store has forgotten the temporary credentials that signed it before that.',
    reference: { title: 'boto/boto3 #2392', url: 'https://github.com/boto/boto3/issues/2392' },
    edits: [{ find: 'const until = Math.floor(Math.min(wanted, notAfter));', replace: 'const until = wanted;' }],
  },
  {
    name: 'spent-not-marked',
    label: 'Look, and mark nothing',
    standsFor: 'That a key is for one use stands in it, is signed, and is asked of nobody.',
    edits: [{ file: verifier, find: "    if (claims.once !== '' && method !== 'HEAD' && !(await spend(use, Number(claims.until) + skewMs + 1))) return refused('spent', 'spent');\n", replace: '' }],
  },
  {
    name: 'secret-as-id',
    label: 'Name the key by its secret',
    standsFor: 'One text serves as name and as secret, as an account key does that is pasted into a page.',
    edits: [{ find: "key: filled('signing key’s id', key.id)", replace: 'key: hexOf(key.secret)' }],
  },
  {
    name: 'address-without-host',
    label: 'Leave out the host',
    standsFor: 'The address has no host, and the browser takes that of the page. All photos go through the application after all.',
    edits: [{ find: 'url: `${store}/${encodePath', replace: 'url: `/${encodePath' }],
  },
  {
    name: 'logs-refusals-only',
    label: 'Log what is refused',
    standsFor: 'What is refused is written down, for it looks like an attack. What a leaked key has opened is not.',
    edits: [{ file: verifier, find: '      this.options.onVerdict?.(verdict);\n', replace: '      if (!verdict.ok) this.options.onVerdict?.(verdict);\n' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'whole-container', label: 'A key for the container', promise: 'in-scope', experiment: 'tampering', seed: 16, knobs: { scope: 'container' } },
  { name: 'nobody-revokes', label: 'A leak that nobody ends', promise: 'leak-ends', experiment: 'leak-policy', seed: 16, knobs: { response: 'nothing' } },
  { name: 'no-policy', label: 'Keys under no policy', promise: 'leak-ends', experiment: 'leak-policy', seed: 16, knobs: { policyBound: false } },
  { name: 'beyond-the-margin', label: 'A clock beyond the margin', promise: 'opens', experiment: 'clock-behind', seed: 16, knobs: { clockMin: -6 } },
  { name: 'clock-ahead', label: 'A clock ahead', promise: 'opens', experiment: 'clock-behind', seed: 16, knobs: { clockMin: 1 } },
  { name: 'written-again', label: 'Write again what was checked', promise: 'written-once', experiment: 'leak-policy', seed: 16, knobs: { once: false } },
  { name: 'too-short', label: 'A life shorter than the way', promise: 'upload-ends', experiment: 'outlasts-its-key', seed: 16, knobs: { ttlMs: 20 }, faults: [] },
  { name: 'no-separators', label: 'Move a digit', promise: 'as-issued', experiment: 'tampering', seed: 16, mutant: 'no-separators' },
  { name: 'end-not-signed', label: 'Write a later end', promise: 'as-issued', experiment: 'tampering', seed: 16, mutant: 'end-not-signed' },
  { name: 'stops-early', label: 'Guess by the time', promise: 'times-alike', experiment: 'tampering', seed: 16, mutant: 'stops-early' },
  { name: 'wider-than-asked', label: 'Open the folder', promise: 'in-scope', experiment: 'tampering', seed: 16, mutant: 'wider-than-asked' },
  { name: 'begins-alike', label: 'Open what begins alike', promise: 'in-scope', experiment: 'tampering', seed: 16, mutant: 'begins-alike' },
  { name: 'list-not-asked', label: 'Revoke in vain', promise: 'revoked-is-out', experiment: 'leak-policy', seed: 16, mutant: 'list-not-asked' },
  { name: 'margin-at-the-end', label: 'Come late', promise: 'in-time', experiment: 'outlasts-its-key', seed: 16, mutant: 'margin-at-the-end' },
  { name: 'outlives-its-signer', label: 'Believe the end it states', promise: 'opens', experiment: 'straight-to-the-store', seed: 16, mutant: 'outlives-its-signer' },
  { name: 'spent-not-marked', label: 'Upload once more', promise: 'written-once', experiment: 'leak-policy', seed: 16, mutant: 'spent-not-marked' },
  { name: 'secret-as-id', label: 'Hand out the secret', promise: 'secret-stays', experiment: 'straight-to-the-store', seed: 16, mutant: 'secret-as-id' },
  { name: 'address-without-host', label: 'Go through the application', promise: 'no-bytes-through', experiment: 'straight-to-the-store', seed: 16, mutant: 'address-without-host' },
  { name: 'logs-refusals-only', label: 'Keep no log of use', promise: 'audited', experiment: 'straight-to-the-store', seed: 16, mutant: 'logs-refusals-only' },
];
