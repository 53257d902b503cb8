import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { surfaced } from '../hand-clock.ts';
import { canonical, fields, Issuer, type Claims, type Grant, type SigningKey } from './valet-key.ts';
import { Verifier, type Reason, type StoreRequest, type Verdict, type VerifierOptions } from './valet-key.verifier.ts';

const store = 'https://pictures.shop.example';
const secret = new TextEncoder().encode('a secret of thirty-two bytes, ok');
const grant: Grant = { resource: 'returns/7/', actions: ['read', 'write'], ttlMs: 60_000 };

/** An issuer and a store that share a key. Both clocks stand at 1 000 000 until they are turned. */
function setUp(options: Partial<VerifierOptions> = {}, key: Partial<SigningKey> = {}) {
  const world = { now: 1_000_000, storeNow: 1_000_000, revoked: new Set<string>(), spent: new Map<string, number>(), keys: new Map<string, SigningKey>(), asked: [] as string[] };
  const signing: SigningKey = { id: 'k1', secret, ...key };
  world.keys.set('k1', signing);
  let ids = 0;
  const issuer = new Issuer({ store, signingKey: () => signing, wallNow: () => world.now, newId: () => `id-${(ids += 1)}` });
  const verifier = new Verifier({
    store,
    canonical,
    keyOf: (id) => { world.asked.push('key'); return world.keys.get(id); },
    isRevoked: (policy) => { world.asked.push('revoked'); return world.revoked.has(policy); },
    spend: (use, until) => {
      world.asked.push('spend');
      if (world.spent.has(use)) return false;
      world.spent.set(use, until);
      return true;
    },
    wallNow: () => world.storeNow,
    ...options,
  });
  const issue = async (change: Partial<Grant> = {}) => (await issuer.issue({ ...grant, ...change })).url;
  const show = async (request: Partial<StoreRequest> & { readonly url: string }) => outcome(await verifier.verify({ method: 'GET', ...request }));
  return { world, issue, show, verifier };
}
async function hmac(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, new Uint8Array(data)));
}
const outcome = (verdict: Verdict): Reason | 'granted' => (verdict.ok ? 'granted' : verdict.reason);
/** The address of something beneath the path of a key. */
const beneath = (url: string, rest: string) => url.replace('?', `${rest}?`);

describe('A key', () => {
  it('opens what it was issued for, and says what that is', async () => {
    const { issue, verifier } = setUp();
    const verdict = await verifier.verify({ method: 'PUT', url: beneath(await issue(), 'photo.jpg') });
    assert.ok(verdict.ok);
    assert.deepEqual([verdict.action, verdict.path, verdict.standing, verdict.claims.id], ['write', 'returns/7/photo.jpg', 'open', 'id-1']);
  });

  it('opens by path and query too, as a server gets them', async () => {
    const { issue, show } = setUp();
    assert.equal(await show({ url: beneath(await issue(), 'photo.jpg').slice(store.length) }), 'granted');
  });

  it('opens with WebCrypto and the real clock by default', async () => {
    const { issue, world } = setUp();
    world.now = Date.now();
    const verifier = new Verifier({ store, canonical, keyOf: () => ({ id: 'k1', secret }), isRevoked: () => false, spend: () => true });
    assert.equal(outcome(await verifier.verify({ method: 'GET', url: beneath(await issue(), 'a') })), 'granted');
  });

  it('opens to letters of all kinds in a path', async () => {
    const { issue, show } = setUp();
    assert.equal(await show({ url: await issue({ resource: 'returns/7/Grüße & more?.jpg' }) }), 'granted');
  });

  it('opens for what its actions say: a look at the head is a read, a look at a path is a list', async () => {
    const { issue, show } = setUp();
    const url = await issue({ actions: ['read'] });
    const [object, list] = [beneath(url, 'a.jpg'), await issue({ actions: ['list'] })];
    assert.equal(await show({ method: 'HEAD', url: object }), 'granted');
    for (const method of ['PUT', 'DELETE', 'POST', 'get', '']) assert.equal(await show({ method, url: object }), 'not-permitted');
    assert.equal(await show({ url }), 'not-permitted');
    assert.equal(await show({ url: list }), 'granted');
    assert.equal(await show({ method: 'PUT', url: list }), 'not-permitted');
    assert.equal(await show({ url: beneath(list, 'a.jpg') }), 'not-permitted');
  });

  it('deletes only where it says so', async () => {
    const { issue, show } = setUp();
    assert.equal(await show({ method: 'DELETE', url: beneath(await issue({ actions: ['delete'] }), 'a') }), 'granted');
  });
});

describe('Its scope', () => {
  it('is one object where its path does not end in a slash', async () => {
    const { issue, show } = setUp();
    const url = await issue({ resource: 'returns/7' });
    assert.equal(await show({ url }), 'granted');
    assert.equal(await show({ url: url.replace('/returns/7?', '/returns/71?') }), 'not-permitted');
    assert.equal(await show({ url: url.replace('/returns/7?', '/returns/7/a?') }), 'not-permitted');
  });

  it('is all beneath, and nothing beside it, where it does', async () => {
    const { issue, show } = setUp();
    const url = await issue();
    assert.equal(await show({ url: beneath(url, 'a/b/c') }), 'granted');
    assert.equal(await show({ url: url.replace('/returns/7/?', '/returns/71/a?') }), 'not-permitted');
    assert.equal(await show({ url: url.replace('/returns/7/?', '/returns/8/a?') }), 'not-permitted');
  });

  it('cannot be left by dots or slashes, however they are written', async () => {
    const { issue, show } = setUp();
    const url = await issue();
    for (const rest of ['../8/a', '%2e%2e/8/a', './a', 'a%2F..%2F..%2F8', '..%2f8%2fa', 'a%2Fb', 'a%2fb', 'a//b', '%', '..%5C..%5C8%5Csecret', '..\\8', '.%09./8', '.%0a./8', 'a%00.jpg', 'a%7F', 'a%C2%85', '.', '..', '%2e%2e/']) assert.equal(await show({ url: beneath(url, rest) }), 'malformed', rest);
  });

  it('is left to names that only look like dots', async () => {
    const { issue, show } = setUp();
    for (const rest of ['...', '..a', 'a..', '.hidden/b', 'a%252F']) assert.equal(await show({ url: beneath(await issue(), rest) }), 'granted', rest);
  });

  it('is decoded once: what is encoded twice is another name', async () => {
    const { issue, verifier } = setUp();
    const verdict = await verifier.verify({ method: 'GET', url: beneath(await issue(), '%252e%252e') });
    assert.ok(verdict.ok);
    assert.equal(verdict.path, 'returns/7/%2e%2e');
  });

  it('ends where the rights of the signing key do, whatever was signed', async () => {
    const { issue, show, world } = setUp();
    const url = beneath(await issue(), 'a');
    world.keys.set('k1', { id: 'k1', secret, rights: { resource: 'returns/7/', actions: ['read'] } });
    assert.equal(await show({ url }), 'granted');
    assert.equal(await show({ method: 'PUT', url }), 'not-permitted');
    world.keys.set('k1', { id: 'k1', secret, rights: { resource: 'returns/8/', actions: ['read', 'write'] } });
    assert.equal(await show({ url }), 'not-permitted');
  });
});

describe('Its time', () => {
  it('begins at its start, less what the store’s clock may be behind', async () => {
    const { issue, show, world } = setUp({ skewMs: 5_000 });
    const url = beneath(await issue(), 'a');
    world.storeNow = 994_999;
    assert.equal(await show({ url }), 'not-yet-valid');
    world.storeNow = 995_000;
    assert.equal(await show({ url }), 'granted');
  });

  it('ends at its end, with no such margin', async () => {
    const { issue, show, world } = setUp();
    const url = beneath(await issue(), 'a');
    world.storeNow = 1_060_000;
    assert.equal(await show({ url }), 'granted');
    world.storeNow = 1_060_001;
    assert.equal(await show({ url }), 'expired');
  });

  it('has a margin of five minutes at its start by default', async () => {
    const { issue, show, world } = setUp();
    const url = beneath(await issue(), 'a');
    world.storeNow = 700_000;
    assert.equal(await show({ url }), 'granted');
    world.storeNow = 699_999;
    assert.equal(await show({ url }), 'not-yet-valid');
  });

  it('is none where the clock says no number, or the end of the signing key is none', async () => {
    const { issue, verifier, world } = setUp();
    const url = beneath(await issue(), 'a');
    for (const now of [Number.NaN, Infinity, -Infinity]) {
      world.storeNow = now;
      await assert.rejects(verifier.verify({ method: 'GET', url }), /^RangeError: wallNow\(\) and notAfter of signing key k1 must be times in ms since 1970, got /);
    }
    world.storeNow = 1_000_000 + 3.15e11;
    world.keys.set('k1', { id: 'k1', secret, notAfter: Number.NaN });
    await assert.rejects(verifier.verify({ method: 'GET', url }), RangeError);
    world.storeNow = 1_000_000;
    world.keys.set('k1', { id: 'k1', secret, notAfter: Infinity });
    assert.ok((await verifier.verify({ method: 'GET', url })).ok);
  });

  for (const slow of ['hmac', 'isRevoked', 'spend', 'keyOf'] as const) {
    it(`is judged at the verdict: ${slow} that takes longer than the key lasts lets nobody in`, async () => {
      const wait = <T>(answer: T) => async () => { world.storeNow = 1_060_001; return answer; };
      const ports = { hmac: async (key: Uint8Array, data: Uint8Array) => { world.storeNow = 1_060_001; return hmac(key, data); }, isRevoked: wait(false), spend: wait(true), keyOf: wait({ id: 'k1', secret }) };
      const { issue, show, world } = setUp({ [slow]: ports[slow] });
      assert.equal(await show({ url: beneath(await issue({ policy: 'p1', once: true }), 'a') }), 'expired');
    });
  }

  it('ends with the signing key', async () => {
    const { issue, show, world } = setUp();
    const url = beneath(await issue(), 'a');
    world.keys.set('k1', { id: 'k1', secret, notAfter: 1_010_000 });
    world.storeNow = 1_010_001;
    assert.equal(await show({ url }), 'expired');
  });
});

describe('Any change to what is signed', () => {
  const changes: readonly (readonly [string, string | RegExp, string, Reason])[] = [
    ['the id', 'id=id-1', 'id=id-2', 'bad-signature'],
    ['the resource', 'resource=returns%2F7%2F', 'resource=returns%2F', 'bad-signature'],
    ['the actions', 'actions=read.write', 'actions=read.write.delete', 'bad-signature'],
    ['the start', 'from=1000000', 'from=1', 'bad-signature'],
    ['the end', 'until=1060000', 'until=9060000', 'bad-signature'],
    ['the limit', 'maxBytes=5000', 'maxBytes=50000', 'bad-signature'],
    ['the limit, left out', '&maxBytes=5000', '', 'bad-signature'],
    ['the type', 'contentType=image%2Fjpeg', 'contentType=text%2Fhtml', 'bad-signature'],
    ['the address', 'address=203.0.113.7', 'address=203.0.113.8', 'bad-signature'],
    ['the policy', 'policy=p1', 'policy=p2', 'bad-signature'],
    ['the policy, left out', '&policy=p1', '', 'bad-signature'],
    ['the single use, left out', '&once=1', '', 'bad-signature'],
    ['a digit, moved to its neighbour', 'until=1060000&maxBytes=5000', 'until=10600005&maxBytes=0', 'bad-signature'],
    ['the signing key', 'key=k1', 'key=k9', 'unknown-key'],
    ['the signature', /signature=(.)/, 'signature=x', 'malformed'],
    ['the signature’s length', /signature=./, 'signature=', 'malformed'],
    ['the signature, left out', /&signature=.*/, '', 'malformed'],
    ['a field that nobody signs', 'key=k1', 'key=k1&admin=1', 'malformed'],
    ['a field that stands twice', 'actions=read.write', 'actions=read.write&actions=delete', 'malformed'],
    ['a field that is empty', 'policy=p1', 'policy=', 'malformed'],
    ['a number that is none', 'until=1060000', 'until=0x7fffffffffff', 'malformed'],
    ['a number with zeros before it', 'until=1060000', 'until=01060000', 'malformed'],
    ['the start, left out', '&from=1000000', '', 'malformed'],
    ['a limit that is no number', 'maxBytes=5000', 'maxBytes=x', 'malformed'],
    ['an end of seventeen digits', 'until=1060000', 'until=10600000000000000', 'malformed'],
    ['an end of sixteen digits', 'until=1060000', 'until=1060000000000000', 'bad-signature'],
    ['the signing key, left out', 'key=k1&', '', 'malformed'],
    ['the id, left out', '&id=id-1', '', 'malformed'],
    ['the resource, left out', '&resource=returns%2F7%2F', '', 'malformed'],
    ['a blank, written as a plus', 'id=id-1', 'id=id+1', 'bad-signature'],
    ['half of a character', 'id=id-1', 'id=\uD800', 'malformed'],
    ['a letter that is not encoded', 'id=id-1', 'id=ü', 'malformed'],
    ['a line break that is not encoded', 'id=id-1', 'id=id-1\n', 'malformed'],
    ['the slash before the path', `${store}/`, '', 'malformed'],
    ['an empty segment before the path', `${store}/`, `${store}//`, 'malformed'],
  ];
  for (const [what, find, replace, reason] of changes) {
    it(`is refused: ${what}`, async () => {
      const { issue, show } = setUp();
      const url = beneath(await issue({ maxBytes: 5_000, contentType: 'image/jpeg', address: '203.0.113.7', policy: 'p1', once: true }), 'a');
      const request = { method: 'PUT', address: '203.0.113.7', contentType: 'image/jpeg', bytes: 10 };
      const changed = url.replace(find, replace);
      assert.notEqual(changed, url);
      assert.equal(await show({ ...request, url: changed }), reason);
      assert.equal(await show({ ...request, url }), 'granted');
    });
  }

  // That both take as long is no matter for a clock here: the scenario counts the steps.
  it('is refused at the first digit of the signature as at the last', async () => {
    const { issue, show } = setUp();
    const url = beneath(await issue(), 'a');
    const other = (digit: string) => (digit === '0' ? '1' : '0');
    assert.equal(await show({ url: url.replace(/signature=(.)/, (_, digit: string) => `signature=${other(digit)}`) }), 'bad-signature');
    assert.equal(await show({ url: url.replace(/(.)$/, (digit) => other(digit)) }), 'bad-signature');
    assert.equal(await show({ url: url.toUpperCase().replace(/^.*\?/, '/returns/7/a?') }), 'malformed');
  });

  it('is refused at another store with the same secret', async () => {
    const { issue } = setUp();
    const { show } = setUp({ store: 'https://other.shop.example' });
    assert.equal(await show({ url: (await issue()).slice(store.length).replace('?', 'a?') }), 'bad-signature');
  });

  it('is refused with another secret by the same name', async () => {
    const { issue, show, world } = setUp();
    const url = beneath(await issue(), 'a');
    world.keys.set('k1', { id: 'k1', secret: new Uint8Array(32) });
    assert.equal(await show({ url }), 'bad-signature');
  });

  it('is refused with a secret that is too short, for anybody can sign with none', async () => {
    for (const length of [0, 31]) {
      const short = new Uint8Array(length).fill(7);
      const { verifier } = setUp({ keyOf: () => ({ id: 'k1', secret: short }), hmac: () => new Uint8Array(32) });
      const claims = { key: 'k1', id: 'x', resource: 'a', actions: 'delete', from: '1', until: '9999999999999' };
      const url = `/a?${Object.entries(claims).map((pair) => pair.join('=')).join('&')}&signature=${'0'.repeat(64)}`;
      await assert.rejects(verifier.verify({ method: 'DELETE', url }), (error) => error instanceof RangeError && error.message === `The secret of signing key k1 must have 32 bytes or more, got ${length}.`);
    }
  });

  it('is refused where what is found by the id is no signing key', async () => {
    const { issue, verifier } = setUp({ keyOf: (id) => ({ k1: { id: 'k1', secret } } as Record<string, SigningKey>)[id], hmac: () => new Uint8Array(32) });
    const url = beneath(await issue(), 'a').replace('key=k1', 'key=constructor').replace(/signature=.*/, `signature=${'0'.repeat(64)}`);
    await assert.rejects(verifier.verify({ method: 'GET', url }), TypeError);
  });

  it('is refused where HMAC gives fewer bytes than it has', async () => {
    const { issue, show } = setUp({ hmac: async (key, data) => (await hmac(key, data)).slice(0, 31) });
    assert.equal(await show({ url: beneath(await issue(), 'a') }), 'bad-signature');
  });

  it('is refused where it is no key at all', async () => {
    const { show } = setUp();
    for (const url of ['', '/', '/a', '/a?', '?key=k1', `${store}`, 'returns/7/a?key=k1', '/a?b?c', '/a?=&=', '/?key=k1', '/a?key=%ff']) assert.equal(await show({ url }), 'malformed', url);
  });
});

describe('Revocation', () => {
  it('of a policy ends all keys that stand under it, and no other', async () => {
    const { issue, show, world } = setUp();
    const [one, two, none] = [await issue({ policy: 'p1' }), await issue({ policy: 'p2' }), await issue()].map((url) => beneath(url, 'a')) as [string, string, string];
    world.revoked.add('p1');
    assert.deepEqual([await show({ url: one }), await show({ url: two }), await show({ url: none })], ['revoked', 'granted', 'granted']);
  });

  it('of the signing key ends all that it has signed', async () => {
    const { issue, show, world } = setUp();
    const url = beneath(await issue({ policy: 'p1' }), 'a');
    world.keys.clear();
    assert.equal(await show({ url }), 'unknown-key');
  });

  it('that cannot be asked for lets nobody in', async () => {
    const broken = new Error('the list is away');
    const { issue, verifier } = setUp({ isRevoked: () => Promise.reject(broken) });
    await assert.rejects(verifier.verify({ method: 'GET', url: beneath(await issue({ policy: 'p1' }), 'a') }), (error) => error === broken);
  });
});

describe('Limits', () => {
  it('of size hold for what the header states, and a length that is not stated is none', async () => {
    const { issue, show } = setUp();
    const url = beneath(await issue({ maxBytes: 100 }), 'a');
    assert.equal(await show({ method: 'PUT', url, bytes: 100 }), 'granted');
    assert.equal(await show({ method: 'PUT', url, bytes: 101 }), 'too-large');
    assert.equal(await show({ method: 'PUT', url }), 'too-large');
    for (const bytes of [Number.NaN, -1]) assert.equal(await show({ method: 'PUT', url, bytes }), 'too-large');
    assert.equal(await show({ url }), 'granted');
  });

  it('of type hold for uploads, whatever the case', async () => {
    const { issue, show } = setUp();
    const url = beneath(await issue({ contentType: 'image/jpeg' }), 'a');
    assert.equal(await show({ method: 'PUT', url, contentType: 'Image/JPEG' }), 'granted');
    assert.equal(await show({ method: 'PUT', url, contentType: 'text/html' }), 'wrong-type');
    assert.equal(await show({ method: 'PUT', url }), 'wrong-type');
    assert.equal(await show({ url }), 'granted');
  });

  it('of address hold for everything', async () => {
    const { issue, show } = setUp();
    const url = beneath(await issue({ address: '203.0.113.7' }), 'a');
    assert.equal(await show({ url, address: '203.0.113.7' }), 'granted');
    assert.equal(await show({ url, address: '203.0.113.70' }), 'wrong-address');
    assert.equal(await show({ url }), 'wrong-address');
  });
});

describe('A key for one use', () => {
  it('does each thing once to each object', async () => {
    const { issue, show, world } = setUp();
    const url = await issue({ once: true });
    const [a, b] = [beneath(url, 'a'), beneath(url, 'b')];
    const put = (one: string) => show({ method: 'PUT', url: one });
    assert.deepEqual([await put(a), await put(a), await put(b), await show({ url: a }), await show({ url: a })], ['granted', 'spent', 'granted', 'granted', 'spent']);
    assert.deepEqual([...world.spent], [['id-1 write returns%2F7%2Fa', 1_360_001], ['id-1 write returns%2F7%2Fb', 1_360_001], ['id-1 read returns%2F7%2Fa', 1_360_001]]);
  });

  it('is not spent by a look at the head', async () => {
    const { issue, show, world } = setUp();
    const url = beneath(await issue({ once: true }), 'a');
    assert.deepEqual([await show({ method: 'HEAD', url }), world.spent.size, await show({ url }), await show({ url })], ['granted', 0, 'granted', 'spent']);
  });

  it('has a name for each use that no other has', async () => {
    const uses = new Set<string>();
    const { world } = setUp();
    for (const [id, resource] of [['x', 'read a'], ['x read', 'a']] as const) {
      const issuer = new Issuer({ store, signingKey: () => ({ id: 'k1', secret }), wallNow: () => world.now, newId: () => id });
      const verifier = new Verifier({ store, canonical, keyOf: () => ({ id: 'k1', secret }), isRevoked: () => false, spend: (use) => uses.size < uses.add(use).size, wallNow: () => world.now });
      assert.ok((await verifier.verify({ method: 'GET', url: (await issuer.issue({ resource, actions: ['read'], ttlMs: 1_000, once: true })).url })).ok);
    }
    assert.equal(uses.size, 2);
  });

  for (const [what, skewMs, aheadMs] of [['that forgets exactly then', 0, 0], ['whose clock is ahead by the margin', 300_000, 300_000]] as const) {
    it(`is not used again in its last moment, with a memory ${what}`, async () => {
      const marks = new Map<string, number>();
      const { issue, show, world } = setUp({
        skewMs,
        spend: (use, forgetAt) => {
          if ((marks.get(use) ?? 0) > world.storeNow + aheadMs) return false;
          marks.set(use, forgetAt);
          return true;
        },
      });
      const url = beneath(await issue({ once: true }), 'a');
      assert.equal(await show({ method: 'PUT', url }), 'granted');
      world.storeNow = 1_060_000;
      assert.equal(await show({ method: 'PUT', url }), 'spent');
    });
  }

  it('is let in once of two that come together', async () => {
    const { issue, show } = setUp();
    const url = beneath(await issue({ once: true }), 'a');
    assert.deepEqual((await Promise.all([show({ method: 'PUT', url }), show({ method: 'PUT', url })])).sort(), ['granted', 'spent']);
  });

  it('is not spent by what is refused', async () => {
    const { issue, show, world } = setUp();
    const url = beneath(await issue({ once: true, maxBytes: 10, actions: ['write'] }), 'a');
    await show({ method: 'PUT', url, bytes: 11 });
    await show({ method: 'DELETE', url });
    world.storeNow = 1;
    await show({ method: 'PUT', url, bytes: 10 });
    assert.equal(world.spent.size, 0);
    world.storeNow = 1_000_000;
    assert.equal(await show({ method: 'PUT', url, bytes: 10 }), 'granted');
  });

  it('asks for nothing to be remembered where it is for many', async () => {
    const { issue, show, world } = setUp();
    assert.equal(await show({ url: beneath(await issue(), 'a') }), 'granted');
    assert.equal(world.spent.size, 0);
  });
});

describe('The order of the checks', () => {
  it('asks nobody about what is malformed, and for no list where the signature is wrong', async () => {
    const { issue, show, world } = setUp();
    await show({ url: '/a' });
    assert.deepEqual(world.asked, []);
    const url = beneath(await issue({ policy: 'p1', once: true }), 'a');
    await show({ url: url.replace('id=id-1', 'id=id-2') });
    assert.deepEqual(world.asked, ['key']);
    await show({ url });
    assert.deepEqual(world.asked, ['key', 'key', 'revoked', 'spend']);
  });

  it('asks the list when nothing but the mark is left to ask, and for no mark where it says no', async () => {
    const { issue, show, world } = setUp();
    const url = beneath(await issue({ policy: 'p1', once: true, maxBytes: 5, contentType: 'image/jpeg', address: '203.0.113.7' }), 'a');
    const good = { method: 'PUT', url, bytes: 5, contentType: 'image/jpeg', address: '203.0.113.7' };
    for (const wrong of [{ method: 'DELETE' }, { bytes: 6 }, { contentType: 'text/html' }, { address: '203.0.113.8' }]) await show({ ...good, ...wrong });
    assert.deepEqual(world.asked, ['key', 'key', 'key', 'key']);
    world.revoked.add('p1');
    assert.equal(await show(good), 'revoked');
    assert.deepEqual(world.asked.slice(4), ['key', 'revoked']);
  });

  it('computes no signature for what is out of time', async () => {
    const { issue, show, world } = setUp({ hmac: () => assert.fail('It was signed.') });
    world.storeNow = 9_000_000;
    assert.equal(await show({ url: beneath(await issue(), 'a') }), 'expired');
  });

  it('says how it stands with a key once its signature is known to be right, and the checks have come so far', async () => {
    const { issue, verifier, world } = setUp();
    const standing = async (url: string, method = 'GET') => (await verifier.verify({ method, url })).standing;
    const url = beneath(await issue({ policy: 'p1', once: true }), 'a');
    assert.deepEqual([await standing(url), await standing(url), await standing(url, 'DELETE')], ['open', 'spent', undefined]);
    world.revoked.add('p1');
    assert.equal(await standing(url), 'revoked');
    world.revoked.clear();
    const late = setUp({ isRevoked: () => { late.world.storeNow = 1_060_001; return false; } });
    const shown = await late.verifier.verify({ method: 'GET', url: beneath(await late.issue({ policy: 'p1' }), 'a') });
    assert.deepEqual([outcome(shown), shown.standing], ['expired', 'expired']);
  });

  it('says nothing of how it stands with a key that somebody else has named', async () => {
    const { issue, verifier } = setUp();
    const url = beneath(await issue(), 'a');
    const shown = async (find: string, replace: string) => verifier.verify({ method: 'GET', url: url.replace(find, replace) });
    const verdicts = [await shown('key=k1', 'key=k9'), await shown('until=1060000', 'until=1'), await shown('from=1000000', 'from=9999999'), await shown('id=id-1', 'id=id-2'), await shown(url, '/a')];
    assert.deepEqual(verdicts.map(outcome), ['unknown-key', 'expired', 'not-yet-valid', 'bad-signature', 'malformed']);
    assert.deepEqual(verdicts.map(({ standing }) => standing), [undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('The audit of the store', () => {
  it('is told of every verdict, those that let in too', async () => {
    const told: string[] = [];
    const { issue, show } = setUp({ onVerdict: (verdict) => void told.push(`${verdict.claims?.id ?? 'nobody'} ${outcome(verdict)}`) });
    await show({ url: beneath(await issue(), 'a') });
    await show({ url: '/a' });
    assert.deepEqual(told, ['id-1 granted', 'nobody malformed']);
  });

  it('changes no verdict when it throws: that surfaces as an uncaught error', async () => {
    const broken = new Error('the log is full');
    const { issue, show } = setUp({ onVerdict: () => { throw broken; } });
    const url = beneath(await issue(), 'a');
    let verdict = '';
    assert.deepEqual(await surfaced(async () => { verdict = await show({ url }); }), [broken]);
    assert.equal(verdict, 'granted');
  });

  it('hears nothing where a port rejects, for there is no verdict', async () => {
    const { issue, verifier } = setUp({ isRevoked: () => Promise.reject(new Error('away')), onVerdict: () => assert.fail('There was one.') });
    await assert.rejects(verifier.verify({ method: 'GET', url: beneath(await issue({ policy: 'p1' }), 'a') }), /away/);
  });
});

describe('The options of a verifier', () => {
  it('are refused where they are wrong', () => {
    for (const wrong of ['pictures', 'https://Pictures.shop.example', `${store}:443`, `${store}/`, 'https://user@a', 'https://a\\b', 'https://[']) {
      assert.throws(() => new Verifier({ store: wrong, canonical, keyOf: () => undefined, isRevoked: () => true, spend: () => false }), (error) => error instanceof RangeError && error.message.includes(`got ${JSON.stringify(wrong)}.`));
    }
    assert.throws(() => setUp({ skewMs: -1 }), /skewMs must be from 0 to 900000, got -1\./);
    assert.throws(() => setUp({ skewMs: Number.NaN }), /skewMs must be from 0 to 900000, got NaN\./);
    assert.throws(() => setUp({ skewMs: 900_001 }), RangeError);
  });
});

describe('With ports that answer later', () => {
  /** The ports of a real store: none answers at once. */
  function later() {
    const world = { keys: new Map<string, SigningKey>([['k1', { id: 'k1', secret }]]), revoked: new Set<string>(), spent: new Set<string>() };
    const soon = () => new Promise<void>((resolve) => void setImmediate(resolve));
    const verifier = new Verifier({
      store,
      canonical,
      keyOf: async (id) => { await soon(); return world.keys.get(id); },
      isRevoked: async (policy) => { await soon(); return world.revoked.has(policy); },
      spend: async (use) => { await soon(); return world.spent.size < world.spent.add(use).size; },
      hmac: async (key, data) => { await soon(); return hmac(key, data); },
      wallNow: () => 1_000_000,
    });
    const issuer = new Issuer({ store, signingKey: async () => ({ id: 'k1', secret }), wallNow: () => 1_000_000 });
    const issue = async (change: Partial<Grant> = {}) => beneath((await issuer.issue({ ...grant, ...change })).url, 'a');
    return { world, issue, show: async (url: string) => outcome(await verifier.verify({ method: 'GET', url })) };
  }

  it('a key for one use is let in once, of two that come together too', async () => {
    const { issue, show } = later();
    const [one, other] = [await issue({ once: true }), await issue({ once: true })];
    assert.deepEqual([await show(one), await show(one)], ['granted', 'spent']);
    assert.deepEqual((await Promise.all([show(other), show(other)])).sort(), ['granted', 'spent']);
  });

  it('a policy that is revoked is, and no other', async () => {
    const { issue, show, world } = later();
    world.revoked.add('p1');
    assert.deepEqual([await show(await issue({ policy: 'p1' })), await show(await issue({ policy: 'p2' }))], ['revoked', 'granted']);
  });

  it('a signing key that is gone opens nothing', async () => {
    const { issue, show, world } = later();
    const url = await issue();
    world.keys.clear();
    assert.equal(await show(url), 'unknown-key');
  });
});

describe('What the issuer signs', () => {
  it('is all that the verifier reads, and the other way round', async () => {
    const { issue, verifier } = setUp();
    const verdict = await verifier.verify({ method: 'GET', url: beneath(await issue(), 'a') });
    const claims: Claims | undefined = verdict.claims;
    assert.deepEqual(Object.keys(claims ?? {}), [...fields]);
  });
});
