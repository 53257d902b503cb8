import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CredentialsExpiredError, presign, signingKey, type PresignInput } from './valet-key.sigv4.ts';

/** The example of “Authenticating Requests: Using Query Parameters (AWS Signature Version 4)” in the API reference of Amazon S3. */
const example: PresignInput = {
  credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
  host: 'examplebucket.s3.amazonaws.com',
  path: '/test.txt',
  region: 'us-east-1',
  expiresS: 86_400,
  at: Date.UTC(2013, 4, 24),
};
/** The clock at the time of the example. */
const then = { wallNow: () => example.at! };
const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const parameters = (url: string) => new Map(url.split('?')[1]!.split('&').map((pair) => pair.split('=') as [string, string]));

describe('The example that AWS has published', () => {
  it('comes out to the byte', async () => {
    const { url, until, canonicalRequest, stringToSign } = await presign(example);
    assert.equal(
      canonicalRequest,
      [
        'GET',
        '/test.txt',
        'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host',
        'host:examplebucket.s3.amazonaws.com',
        '',
        'host',
        'UNSIGNED-PAYLOAD',
      ].join('\n'),
    );
    assert.equal(stringToSign, 'AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04');
    assert.equal(
      url,
      'https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
    assert.equal(until, Date.UTC(2013, 4, 25));
  });

  it('of a derived signing key comes out too', async () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
    assert.equal(hexOf(await signingKey(secret, '20150830', 'us-east-1', 'iam')), 'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9');
    assert.equal(hexOf(await signingKey(secret, '20120215', 'us-east-1', 'iam')), 'f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d');
  });
});

describe('A signature', () => {
  /** As @smithy/signature-v4 5.7.5 gives them. */
  const vectors: readonly (readonly [string, Partial<PresignInput> & { readonly sessionToken?: string }, string])[] = [
    ['of a plain GET', {}, '6d32b0c45ad56075ea7757ebae3c8e4566f78712f7121824c812195f5e704323'],
    ['of a PUT', { method: 'PUT' }, 'a849f07aa4121442b69e27c919bd4904537eb91c5dd12d68c258d4b0b7668923'],
    ['of a path that is encoded', { path: "/a b/ü'()*!+~.jpg" }, '088ba68bf3c7d8d380814df1a3f1cad3be4d2fd5d9e30ed2c61ca24ed6a2b16e'],
    ['of a query', { query: { 'response-content-type': 'image/jpeg', 'a': '', 'B': '1', 'a-b': '2' } }, 'd8fff2650a2aa2910cb8c01a42f51ef035562ddcc817da7ecd23ce46bba8207f'],
    ['of a session token', { sessionToken: 'to/k==' }, '185c932fe02831ea9007c01717c8262f8e578df2b94d2f314c12ee62911e3fd1'],
    ['of an empty session token, which is none', { sessionToken: '' }, '6d32b0c45ad56075ea7757ebae3c8e4566f78712f7121824c812195f5e704323'],
    ['of a content type', { method: 'PUT', headers: { 'Content-Type': 'image/jpeg' } }, 'a2531e0055b341d400a12d42a8f9343f57eacd16e73c69d04786e63f5e5ef31e'],
    ['of a header with spare blanks', { headers: { 'x-a': '  a   b ' } }, 'db703b855b6dc5dc7ea09cef058c64cb24645e27f2edde25ab05014bb45bc85b'],
  ];
  for (const [what, { sessionToken, ...change }, signature] of vectors) {
    it(`${what} is the one that Amazon’s own library gives`, async () => {
      const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'sec/ret', ...(sessionToken === undefined ? {} : { sessionToken }) };
      const { url } = await presign({ credentials, host: 'b.s3.amazonaws.com', path: '/x', region: 'eu-west-1', expiresS: 60, at: Date.UTC(2024, 1, 3), ...change });
      assert.equal(parameters(url).get('X-Amz-Signature'), signature);
    });
  }
});

describe('A presigned URL', () => {
  it('has its parameters in order of their names, those of the caller among them', async () => {
    const { canonicalRequest } = await presign({ ...example, query: { 'versionId': '3', 'response-content-type': 'image/jpeg', 'a b': '(*)' } });
    const query = canonicalRequest.split('\n')[2]!;
    assert.match(query, /^X-Amz-Algorithm=.*&X-Amz-SignedHeaders=host&a%20b=%28%2A%29&response-content-type=image%2Fjpeg&versionId=3$/);
  });

  it('encodes a path once, keeps its slashes, and leaves empty parts alone', async () => {
    const { url } = await presign({ ...example, path: "/a b/...//Grüße+'%2F.jpg" });
    assert.ok(url.includes('amazonaws.com/a%20b/...//Gr%C3%BC%C3%9Fe%2B%27%252F.jpg?'));
  });

  it('signs the headers that it is given, in order, in small letters and without spare blanks', async () => {
    const { canonicalRequest, url } = await presign({ ...example, method: 'PUT', headers: { 'X-Amz-Meta-Note': '  a   b ', 'Content-Type': 'image/jpeg' } });
    assert.deepEqual(canonicalRequest.split('\n').slice(3, 8), ['content-type:image/jpeg', 'host:examplebucket.s3.amazonaws.com', 'x-amz-meta-note:a b', '', 'content-type;host;x-amz-meta-note']);
    assert.equal(parameters(url).get('X-Amz-SignedHeaders'), 'content-type%3Bhost%3Bx-amz-meta-note');
  });

  it('carries the token of temporary credentials, signed', async () => {
    const { canonicalRequest } = await presign({ ...example, credentials: { ...example.credentials, sessionToken: 'to/ken==' } });
    assert.match(canonicalRequest, /&X-Amz-Security-Token=to%2Fken%3D%3D&/);
  });

  it('never says that it lasts longer than its credentials', async () => {
    const notAfter = example.at! + 3_600_500;
    const { url, until } = await presign({ ...example, credentials: { ...example.credentials, notAfter } }, then);
    assert.equal(parameters(url).get('X-Amz-Expires'), '3600');
    assert.equal(until, example.at! + 3_600_000);
  });

  it('is not signed with credentials that have ended', async () => {
    const notAfter = example.at! + 999;
    await assert.rejects(presign({ ...example, credentials: { ...example.credentials, notAfter } }, then), (error) => error instanceof CredentialsExpiredError && error.code === 'CREDENTIALS_EXPIRED' && error.keyId === 'AKIAIOSFODNN7EXAMPLE' && error.notAfter === notAfter);
  });

  it('is not signed now with credentials that have ended, for a time when they had not', async () => {
    const notAfter = example.at! + 3_600_000;
    await assert.rejects(presign({ ...example, credentials: { ...example.credentials, notAfter } }, { wallNow: () => notAfter }), CredentialsExpiredError);
    await assert.rejects(presign({ ...example, credentials: { ...example.credentials, notAfter: -Infinity } }, then), CredentialsExpiredError);
  });

  it('is sent by a URL parser as it was signed', async () => {
    const { url } = await presign({ ...example, path: '/a b/...//ü.jpg', query: { 'x-amz-acl': "it's" } });
    assert.equal(new URL(url).href, url);
  });

  it('may carry a parameter of Amazon’s that is not written here', async () => {
    assert.equal(parameters((await presign({ ...example, query: { 'x-amz-acl': 'private' } })).url).get('x-amz-acl'), 'private');
  });

  it('begins now by default, in whole seconds', async () => {
    const { at, ...now } = example;
    const { url, until } = await presign(now, { wallNow: () => at! + 999 });
    assert.equal(parameters(url).get('X-Amz-Date'), '20130524T000000Z');
    assert.equal(until, at! + 86_400_000);
  });

  it('has a signature that changes with the method, the region and the service', async () => {
    const signature = async (change: Partial<PresignInput>) => parameters((await presign({ ...example, ...change })).url).get('X-Amz-Signature');
    const all = await Promise.all([{}, { method: 'PUT' }, { region: 'eu-west-1' }, { service: 'other' }, { host: 'other:9000', scheme: 'http' as const }].map(signature));
    assert.equal(new Set(all).size, all.length);
  });

  it('goes to the scheme that it is given', async () => {
    assert.ok((await presign({ ...example, scheme: 'http', host: 'localhost:9000' })).url.startsWith('http://localhost:9000/test.txt?'));
  });

  it('is signed by the ports that it is given, and their errors come through as they are', async () => {
    const { url } = await presign(example, { hmac: () => new Uint8Array(32), sha256: async () => new Uint8Array(32) });
    assert.equal(parameters(url).get('X-Amz-Signature'), '00'.repeat(32));
    const broken = new Error('the vault is sealed');
    await assert.rejects(presign(example, { hmac: () => Promise.reject(broken) }), (error) => error === broken);
  });

  it('is refused at the door where an option is wrong, and the secret is not quoted', async () => {
    await assert.rejects(presign({ ...example, expiresS: 0 }), /expiresS must be a whole number from 1 to 604800, got 0\./);
    await assert.rejects(presign({ ...example, expiresS: 604_801 }), RangeError);
    await assert.rejects(presign({ ...example, expiresS: 1.5 }), RangeError);
    await assert.rejects(presign({ ...example, path: 'test.txt' }), /path must begin with a slash and have no segments of dots, got "test\.txt"\./);
    await assert.rejects(presign({ ...example, region: '' }), /region must be a text without white space and slashes, got ""\./);
    await assert.rejects(presign({ ...example, credentials: { accessKeyId: 'A', secretAccessKey: 'top secret' } }), (error) => error instanceof RangeError && !error.message.includes('top'));
    await assert.rejects(presign({ ...example, query: { 'X-Amz-Expires': '9' } }), /got "X-Amz-Expires"\./);
    for (const name of ['Algorithm', 'Credential', 'Date', 'Security-Token', 'SignedHeaders', 'Signature', 'Content-Sha256']) {
      for (const own of [`X-Amz-${name}`, `x-amz-${name.toLowerCase()}`]) {
        await assert.rejects(presign({ ...example, query: { [own]: '9' } }), RangeError, own);
        await assert.rejects(presign({ ...example, headers: { [own]: '9' } }), RangeError, own);
      }
    }
    for (const host of ['Host', 'host', 'HOST']) await assert.rejects(presign({ ...example, headers: { [host]: 'other' } }), /got "host"\./);
  });

  const wrong: readonly (readonly [string, Partial<PresignInput>, RegExp])[] = [
    ['a time that is none', { at: Number.NaN }, /at must be from 0 to 253402300799999, got NaN\./],
    ['a time of five digits for the year', { at: 253_402_300_800_000 }, /at must be from 0/],
    ['a method in small letters', { method: 'get' }, /method must be in capitals, got "get"\./],
    ['a host in capitals', { host: 'Bucket.s3.amazonaws.com' }, /host must be as clients send them/],
    ['a host with a path', { host: 'evil.example/x?y#' }, /host must be/],
    ['the port of the scheme', { host: 'a:443' }, /host must be/],
    ['a path with dots', { path: '/a/../b' }, /path must begin with a slash and have no segments of dots/],
    ['a path that is a dot', { path: '/.' }, /path must/],
    ['half of a character', { path: '/\uD800' }, /path and query must be well-formed/],
    ['a header with a line break', { headers: { a: '1\nx-evil:2' } }, /a must be visible ASCII and blanks/],
    ['a header with a tab', { headers: { a: '1\t2' } }, /a must be visible ASCII/],
    ['a header that is named twice', { headers: { 'content-type': 'a', 'Content-Type': 'b' } }, /headers must be named once each/],
    ['a header with a colon in its name', { headers: { 'a:b': 'c' } }, /headers must be named as headers are/],
    ['a region with a slash', { region: 'a/b' }, /region must be a text without white space and slashes/],
  ];
  for (const [what, change, message] of wrong) {
    it(`is refused at the door: ${what}`, async () => {
      await assert.rejects(presign({ ...example, ...change }), (error) => error instanceof RangeError && message.test(error.message));
    });
  }

  it('is refused at the door where a clock or an end of credentials is no number', async () => {
    await assert.rejects(presign(example, { wallNow: () => Number.NaN }), /wallNow\(\) must be from 0 to 253402300799999, got NaN\./);
    await assert.rejects(presign({ ...example, credentials: { ...example.credentials, notAfter: Number.NaN } }), /notAfter must be a time in ms since 1970, got NaN\./);
  });
});
