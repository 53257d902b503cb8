import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonical, fields, Issuer, type Action, type Claims, type Grant } from './valet-key.ts';
import { Verifier, type StoreRequest } from './valet-key.verifier.ts';

const store = 'https://pictures.shop.example';
const secret = new Uint8Array(32).fill(7);
const now = 1_700_000_000_000;
/** Not HMAC, but like it: two different texts hardly ever have the same. Quick, and at once. */
const hmac = (key: Uint8Array, data: Uint8Array): Uint8Array => {
  const digest = new Uint8Array(32);
  let state = 0x811c9dc5;
  for (const byte of [...key, ...data, ...data]) {
    state = Math.imul(state ^ byte, 0x01000193) >>> 0;
    for (let at = 0; at < 4; at += 1) digest[(byte + at * 7 + state) % 32] = (digest[(byte + at * 7 + state) % 32]! ^ (state >>> (at * 8))) & 255;
  }
  return digest;
};
const allActions: readonly Action[] = ['read', 'write', 'delete', 'list'];
const methods: Readonly<Record<string, Action>> = { GET: 'read', HEAD: 'read', PUT: 'write', DELETE: 'delete' };

const segment = fc.oneof(fc.constantFrom('a', 'b', '7', '71', '%2e', 'ü &?=#+'), fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' })).filter((text) => !/^\.\.?$/.test(text) && !/[/\\\p{Cc}]/u.test(text));
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
const text = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' });
const grant: fc.Arbitrary<Grant> = fc.record(
  {
    resource: fc.tuple(path, fc.boolean()).map(([one, isPrefix]) => (isPrefix ? `${one}/` : one)),
    actions: fc.subarray([...allActions], { minLength: 1 }),
    ttlMs: fc.integer({ min: 1_000, max: 3_600_000 }),
    maxBytes: fc.nat(1_000),
    policy: text,
    once: fc.boolean(),
    address: text,
  },
  { requiredKeys: ['resource', 'actions', 'ttlMs'] },
).map((given) => allowed(given)).filter(({ actions }) => actions.length > 0);
/** To list is for paths that end in a slash. */
const allowed = (given: Grant): Grant => (given.resource.endsWith('/') ? given : { ...given, actions: given.actions.filter((action) => action !== 'list') });
const issuer = new Issuer({ store, signingKey: () => ({ id: 'k1', secret }), hmac, wallNow: () => now });
const verifierAt = (storeNow: number, skewMs = 300_000) => new Verifier({ store, canonical, keyOf: (id) => (id === 'k1' ? { id, secret } : undefined), isRevoked: () => false, spend: () => true, hmac, wallNow: () => storeNow, skewMs });

describe('The canonical text', () => {
  const claims = fc.record(Object.fromEntries(fields.map((field) => [field, fc.oneof(fc.constantFrom('', '1', '11', '\n', 'a\nb', '%0A'), fc.string({ unit: 'grapheme' }))])) as { [field in keyof Claims]: fc.Arbitrary<string> });

  it('is the same for two permissions only where they are the same', () => {
    fc.assert(
      fc.property(claims, claims, (one, other) => {
        assert.equal(canonical(store, one) === canonical(store, other), fields.every((field) => one[field] === other[field]));
      }),
    );
  });

  it('can be read back to what it was made of', () => {
    fc.assert(
      fc.property(claims, (one) => {
        const [, , ...values] = canonical(store, one).split('\n').map(decodeURIComponent);
        assert.deepEqual(values, fields.map((field) => one[field]));
      }),
    );
  });
});

describe('A key', () => {
  const asked = fc.record({ method: fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'POST'), path: fc.tuple(path, fc.boolean()).map(([one, isList]) => (isList ? `${one}/` : one)), beneath: fc.boolean(), bytes: fc.nat(2_000), sinceMs: fc.integer({ min: -700_000, max: 4_000_000 }) });

  it('opens exactly what was granted, when it was, and to whom', async () => {
    await fc.assert(
      fc.asyncProperty(grant, asked, text, async (given, request, address) => {
        const { url } = await issuer.issue(given);
        const target = request.beneath && given.resource.endsWith('/') ? given.resource + request.path : request.beneath ? given.resource : request.path;
        const from = request.beneath ? given.address : address;
        const shown: StoreRequest = { method: request.method, bytes: request.bytes, url: `/${target.split('/').map(encodeURIComponent).join('/')}?${url.split('?')[1]!}`, ...(from === undefined ? {} : { address: from }) };
        const verdict = await verifierAt(now + request.sinceMs).verify(shown);
        const action = target.endsWith('/') ? (methods[request.method] === 'read' ? 'list' : undefined) : methods[request.method];
        const isGranted =
          action !== undefined &&
          given.actions.includes(action) &&
          (target === given.resource || (given.resource.endsWith('/') && target.startsWith(given.resource))) &&
          request.sinceMs >= -300_000 &&
          request.sinceMs <= given.ttlMs &&
          (action !== 'write' || given.maxBytes === undefined || request.bytes <= given.maxBytes) &&
          (given.address === undefined || given.address === from);
        assert.equal(verdict.ok, isGranted, JSON.stringify(verdict));
      }),
      { numRuns: 400 },
    );
  });

  it('with any one character changed, left out or put in opens nothing that it did not', async () => {
    await fc.assert(
      fc.asyncProperty(grant, fc.nat(), fc.constantFrom('change', 'leave out', 'put in'), fc.constantFrom(...'0123456789abcdef&=%?.'.split('')), async (given, seed, what, character) => {
        const { url } = await issuer.issue(allowed({ ...given, actions: ['read', 'list'] }));
        const query = url.indexOf('?') + 1;
        const at = query + (seed % (url.length - query));
        const changed = url.slice(0, at) + (what === 'leave out' ? '' : character) + url.slice(what === 'put in' ? at : at + 1);
        const before = await verifierAt(now).verify({ method: 'GET', url, address: given.address ?? '' });
        assert.ok(before.ok);
        const verdict = await verifierAt(now).verify({ method: 'GET', url: changed, address: given.address ?? '' });
        // Another way to write the same claims is the same key: %2f for %2F.
        if (verdict.ok) assert.deepEqual(verdict.claims, before.claims);
      }),
      { numRuns: 600 },
    );
  });

  it('is judged, whatever is shown, and nothing but one that was signed is let in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.constantFrom('GET', 'PUT', ''), async (url, method) => {
        assert.equal((await verifierAt(now).verify({ method, url })).ok, false);
      }),
    );
  });
});
