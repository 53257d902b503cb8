import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { surfaced } from '../hand-clock.ts';
import { canonical, fields, Issuer, NotGrantableError, SigningKeyExpiredError, type Action, type Claims, type Grant, type IssuerOptions, type SigningKey } from './valet-key.ts';

const store = 'https://pictures.shop.example';
const secret = new TextEncoder().encode('a secret of thirty-two bytes, ok');
const grant: Grant = { resource: 'returns/7/photo.jpg', actions: ['write'], ttlMs: 60_000 };

function issuer(options: Partial<IssuerOptions> = {}, key: Partial<SigningKey> = {}) {
  let ids = 0;
  return new Issuer({ store, signingKey: () => ({ id: 'k1', secret, ...key }), wallNow: () => 1_000_000, newId: () => `id-${(ids += 1)}`, ...options });
}
const none = Object.fromEntries(fields.map((field) => [field, ''])) as Claims;

describe('What an issuer issues', () => {
  it('is an address at the store with everything that it grants, and a signature', async () => {
    const { id, until, url } = await issuer().issue({ ...grant, maxBytes: 5_000, contentType: 'image/JPEG', address: '203.0.113.7', policy: 'shopper-7', once: true });
    assert.equal(id, 'id-1');
    assert.equal(until, 1_060_000);
    const query = 'key=k1&id=id-1&resource=returns%2F7%2Fphoto.jpg&actions=write&from=1000000&until=1060000&maxBytes=5000&contentType=image%2Fjpeg&address=203.0.113.7&policy=shopper-7&once=1';
    assert.match(url, /&signature=[0-9a-f]{64}$/);
    assert.equal(url.replace(/&signature=.*/, ''), `${store}/returns/7/photo.jpg?${query}`);
  });

  it('leaves out what was not asked for', async () => {
    const { url } = await issuer().issue(grant);
    assert.doesNotMatch(url, /maxBytes|contentType|address|policy|once/);
  });

  it('has the signature that HMAC-SHA-256 of the canonical text gives', async () => {
    const seen: string[] = [];
    const { url } = await issuer({ hmac: (key, data) => { seen.push(`${key === secret} ${new TextDecoder().decode(data)}`); return new Uint8Array(32).fill(0xab); } }).issue(grant);
    const claims: Claims = { ...none, key: 'k1', id: 'id-1', resource: grant.resource, actions: 'write', from: '1000000', until: '1060000' };
    assert.deepEqual(seen, [`true ${canonical(store, claims)}`]);
    assert.ok(url.endsWith(`&signature=${'ab'.repeat(32)}`));
  });

  it('is signed by WebCrypto by default, as anybody can work out again', async () => {
    const { url } = await issuer().issue(grant);
    const claims: Claims = { ...none, key: 'k1', id: 'id-1', resource: grant.resource, actions: 'write', from: '1000000', until: '1060000' };
    const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(canonical(store, claims))));
    assert.equal(url.split('signature=')[1], Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  });

  it('names its actions in one order, however they were asked for', async () => {
    const { url } = await issuer().issue({ ...grant, resource: 'returns/7/', actions: ['list', 'read', 'write', 'read'] });
    assert.match(url, /actions=read\.write\.list&/);
  });

  it('keeps the slashes of a path and encodes all else', async () => {
    const { url } = await issuer().issue({ ...grant, resource: 'returns/7/Grüße & more?.jpg' });
    assert.ok(url.startsWith(`${store}/returns/7/Gr%C3%BC%C3%9Fe%20%26%20more%3F.jpg?`));
  });

  it('may begin later', async () => {
    const { url, until } = await issuer().issue({ ...grant, from: 2_000_000 });
    assert.equal(until, 2_060_000);
    assert.match(url, /from=2000000&until=2060000/);
  });

  it('may have begun before, so that a store whose clock is behind takes it', async () => {
    const { until } = await issuer().issue({ ...grant, from: 950_000 });
    assert.equal(until, 1_010_000);
  });

  it('has an id of its own each time, which nobody can guess by default', async () => {
    const one = new Issuer({ store, signingKey: () => ({ id: 'k1', secret }) });
    const [a, b] = [await one.issue(grant), await one.issue(grant)];
    assert.match(a.id, /^[0-9a-f-]{36}$/);
    assert.notEqual(a.id, b.id);
  });

  it('begins now by default, by the real clock', async () => {
    const before = Date.now();
    const { until } = await new Issuer({ store, signingKey: () => ({ id: 'k1', secret }) }).issue(grant);
    assert.ok(until >= before + 60_000 && until <= Date.now() + 60_000);
  });
});

describe('The signing key', () => {
  it('ends all that it has signed: nothing says that it lasts longer', async () => {
    const { until, url } = await issuer({}, { notAfter: 1_020_000.5 }).issue(grant);
    assert.equal(until, 1_020_000);
    assert.match(url, /until=1020000&/);
  });

  it('signs nothing once it has ended, nor what would begin after it has', async () => {
    await assert.rejects(issuer({}, { notAfter: 1_000_000 }).issue(grant), (error) => error instanceof SigningKeyExpiredError && error.code === 'SIGNING_KEY_EXPIRED' && error.notAfter === 1_000_000);
    await assert.rejects(issuer({}, { notAfter: 1_500_000 }).issue({ ...grant, from: 1_500_000 }), SigningKeyExpiredError);
  });

  it('says in its error which it is, and when it ends to the fraction', async () => {
    await assert.rejects(issuer({}, { notAfter: 999_999.5 }).issue(grant), (error) => error instanceof SigningKeyExpiredError && error.keyId === 'k1' && error.notAfter === 999_999.5);
  });

  it('signs nothing where it has ended between a start in the past and now', async () => {
    await assert.rejects(issuer({}, { notAfter: 990_000 }).issue({ ...grant, from: 950_000 }), SigningKeyExpiredError);
  });

  it('signs nothing where its end is no number, or the clock says none', async () => {
    await assert.rejects(issuer({}, { notAfter: Number.NaN }).issue(grant), /^RangeError: notAfter of signing key k1 must be a time in ms since 1970, got NaN\.$/);
    for (const now of [Number.NaN, Infinity, -1]) await assert.rejects(issuer({ wallNow: () => now }).issue(grant), /^RangeError: wallNow\(\) must be from 0 to \d+, got /);
    assert.equal((await issuer({}, { notAfter: Infinity }).issue(grant)).until, 1_060_000);
  });

  it('signs what was validated, whatever the caller does with the grant meanwhile', async () => {
    const changing = { ...grant, resource: 'invoices/1', actions: [...grant.actions], ttlMs: 1_000 };
    const one = issuer({ signingKey: async () => ({ id: 'k1', secret }) });
    const issued = one.issue(changing);
    Object.assign(changing, { resource: 'returns/1', ttlMs: 1e12, from: 1 });
    changing.actions.push('delete');
    const { until, url } = await issued;
    assert.equal(until, 1_001_000);
    assert.ok(url.startsWith(`${store}/invoices/1?key=k1&id=id-1&resource=invoices%2F1&actions=write&from=1000000&until=1001000&`), url);
  });

  it('grants by its rights what is signed, and not what the grant has become', async () => {
    const changing = { ...grant, resource: 'invoices/1' };
    const actions: Action[] = ['delete'];
    const one = issuer({ signingKey: async () => ({ id: 'k1', secret, rights: { resource: 'returns/', actions: ['write'] } }) });
    const deleting = one.issue({ ...grant, actions });
    actions[0] = 'write';
    await assert.rejects(deleting, (error) => error instanceof NotGrantableError && error.actions.join() === 'delete');
    const issued = one.issue(changing);
    changing.resource = 'returns/1';
    await assert.rejects(issued, (error) => error instanceof NotGrantableError && error.keyId === 'k1' && error.resource === 'invoices/1');
  });

  it('is asked for each time, so that another can take its place', async () => {
    const keys = ['k1', 'k2'];
    const one = issuer({ signingKey: async () => ({ id: keys.shift() ?? '', secret }) });
    assert.match((await one.issue(grant)).url, /key=k1&/);
    assert.match((await one.issue(grant)).url, /key=k2&/);
  });

  it('grants nothing beyond its own rights', async () => {
    const one = issuer({}, { rights: { resource: 'returns/', actions: ['read', 'write'] } });
    await one.issue(grant);
    await one.issue({ ...grant, resource: 'returns/' });
    await assert.rejects(one.issue({ ...grant, actions: ['write', 'delete'] }), (error) => error instanceof NotGrantableError && error.code === 'NOT_GRANTABLE' && error.resource === grant.resource && error.actions.includes('delete'));
    await assert.rejects(one.issue({ ...grant, resource: 'invoices/7' }), NotGrantableError);
    await assert.rejects(one.issue({ ...grant, resource: 'returns' }), NotGrantableError);
  });

  it('for one object grants that object alone', async () => {
    const one = issuer({}, { rights: { resource: 'returns/7', actions: ['write'] } });
    await one.issue({ ...grant, resource: 'returns/7' });
    await assert.rejects(one.issue({ ...grant, resource: 'returns/71' }), NotGrantableError);
    await assert.rejects(one.issue({ ...grant, resource: 'returns/7/' }), NotGrantableError);
  });

  it('has a secret of 32 bytes or more', async () => {
    await assert.rejects(issuer({}, { secret: new Uint8Array(31) }).issue(grant), /^RangeError: The secret of signing key k1 must have 32 bytes or more, got 31\.$/);
  });

  it('that cannot be had lets nothing be issued, and its error through as it is', async () => {
    const broken = new Error('the vault is sealed');
    await assert.rejects(issuer({ signingKey: () => Promise.reject(broken) }).issue(grant), (error) => error === broken);
    await assert.rejects(issuer({ hmac: () => { throw broken; } }).issue(grant), (error) => error === broken);
  });
});

describe('The canonical text', () => {
  it('differs where one field ends in what another begins with', () => {
    assert.notEqual(canonical(store, { ...none, until: '17', maxBytes: '5242880' }), canonical(store, { ...none, until: '175', maxBytes: '242880' }));
  });

  it('has as many lines whatever is in its fields', () => {
    const lines = canonical(store, { ...none, resource: 'a\nb\r\n', policy: '\u2028' }).split('\n');
    assert.equal(lines.length, 2 + fields.length);
    assert.equal(lines[0], 'valet-key-1');
  });

  it('differs from store to store', () => {
    assert.notEqual(canonical(store, none), canonical('https://other.shop.example', none));
  });
});

describe('The audit', () => {
  it('is told of each key without its signature', async () => {
    const told: Claims[] = [];
    const { id } = await issuer({ onIssue: (claims) => void told.push(claims) }).issue({ ...grant, policy: 'p' });
    assert.equal(told.length, 1);
    assert.equal(told[0]!.id, id);
    assert.equal(told[0]!.policy, 'p');
    assert.deepEqual(Object.keys(told[0]!).sort(), [...fields].sort());
  });

  it('changes no key when it throws: that surfaces as an uncaught error', async () => {
    const broken = new Error('the log is full');
    let id = '';
    assert.deepEqual(await surfaced(async () => { ({ id } = await issuer({ onIssue: () => { throw broken; } }).issue(grant)); }), [broken]);
    assert.equal(id, 'id-1');
  });
});

describe('What is no grant', () => {
  const wrong: readonly (readonly [Partial<Record<keyof Grant, unknown>>, RegExp])[] = [
    [{ ttlMs: 0 }, /ttlMs must be from 1 to 3600000, got 0\./],
    [{ ttlMs: Number.NaN }, /ttlMs must be from 1 to 3600000, got NaN\./],
    [{ ttlMs: 3_600_001 }, /ttlMs must be from 1 to 3600000, got 3600001\./],
    [{ from: 0 }, /from must be from 1 to/],
    [{ from: 940_000 }, /from \+ ttlMs must be later than now \(1000000\), got 1000000\./],
    [{ from: 900_000 }, /from \+ ttlMs must be later than now \(1000000\), got 960000\./],
    [{ actions: [] }, /actions must be one or more of read, write, delete, list, got \[\]\./],
    [{ actions: ['admin'] }, /actions must be one or more of/],
    [{ resource: '' }, /resource must be a text of one character or more, got ""\./],
    [{ resource: '/' }, /resource must be a path/],
    [{ resource: '/returns' }, /resource must be a path/],
    [{ resource: 'returns//7' }, /resource must be a path/],
    [{ resource: 'returns/../invoices' }, /resource must be a path/],
    [{ resource: 'returns/.' }, /resource must be a path/],
    [{ resource: './returns' }, /resource must be a path/],
    [{ resource: 'returns/7/..\\..\\8' }, /resource must be a path/],
    [{ resource: 'returns/.\t./8' }, /resource must be a path/],
    [{ resource: 'returns/\0' }, /resource must be a path/],
    [{ resource: 'returns/\x7f' }, /resource must be a path/],
    [{ actions: ['read', 'list'] }, /list must be for a path that ends in a slash, got "returns\/7\/photo\.jpg"\./],
    [{ resource: 'returns/\uD800' }, /resource must be a text/],
    [{ maxBytes: -1 }, /maxBytes must be a whole number from 0, got -1\./],
    [{ maxBytes: 1.5 }, /maxBytes must be a whole number from 0, got 1\.5\./],
    [{ contentType: '' }, /contentType must be a text/],
    [{ address: '' }, /address must be a text/],
    [{ policy: '' }, /policy must be a text/],
  ];
  for (const [change, message] of wrong) {
    it(`is refused at the door: ${JSON.stringify(change)}`, async () => {
      await assert.rejects(issuer().issue({ ...grant, ...change } as Grant), (error) => error instanceof RangeError && message.test(error.message));
    });
  }

  it('is not what only looks like one: dots within a name', async () => {
    for (const resource of ['...', 'returns/..a', 'returns/a..', 'returns/.hidden/']) assert.match((await issuer().issue({ ...grant, resource })).url, /signature=/);
  });

  it('is rounded once, down, by a clock with fractions', async () => {
    const now = { wallNow: () => 1_000.7 };
    await assert.rejects(issuer(now).issue({ ...grant, from: 990, ttlMs: 10.9 }), /^RangeError: from \+ ttlMs must be later than now \(1000\.7\), got 1000\.$/);
    assert.match((await issuer(now).issue({ ...grant, ttlMs: 10.9 })).url, /from=1000&until=1010&/);
  });

  it('includes an id or a signing key without a name', async () => {
    await assert.rejects(issuer({ newId: () => '' }).issue(grant), /id must be a text/);
    await assert.rejects(issuer({}, { id: '' }).issue(grant), /signing key’s id must be a text/);
  });
});

/** What a URL parser refuses or would write in another way. */
const notOrigins = ['', 'pictures.shop.example', 'https://', `${store}/`, 'ftp://a', 'https://Pictures.shop.example', `${store}:443`, 'http://a:80', 'https://user:pw@a', 'https://a\\b', 'https://[', 'https://a:99999', 'https://a:', 'https://a&b=1', `${store}\n`];

describe('The options of an issuer', () => {
  it('take a store as a URL parser leaves it', () => {
    for (const good of [store, 'http://localhost:9000', 'http://a:443', 'https://a:80', 'https://127.0.0.1:8443', 'http://minio_1']) {
      assert.equal(new URL(good).origin, good);
      issuer({ store: good });
    }
  });

  it('are refused where they are wrong', () => {
    for (const wrong of notOrigins) assert.throws(() => issuer({ store: wrong }), /store must be a scheme and a host/);
    assert.throws(() => issuer({ ttlMsMax: 0 }), /ttlMsMax must be from 1 to 604800000, got 0\./);
    assert.throws(() => issuer({ ttlMsMax: 604_800_001 }), /ttlMsMax must be from 1 to 604800000/);
  });

  it('let a key last for seven days at most', async () => {
    const { until } = await issuer({ ttlMsMax: 604_800_000 }).issue({ ...grant, ttlMs: 604_800_000 });
    assert.equal(until, 605_800_000);
  });
});
