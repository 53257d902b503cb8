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

describe('A presigned URL', () => {
  it('has its parameters in order of their names, those of the caller among them', async () => {
    const { canonicalRequest } = await presign({ ...example, query: { 'versionId': '3', 'response-content-type': 'image/jpeg', 'a b': '(*)' } });
    const query = canonicalRequest.split('\n')[2]!;
    assert.match(query, /^X-Amz-Algorithm=.*&X-Amz-SignedHeaders=host&a%20b=%28%2A%29&response-content-type=image%2Fjpeg&versionId=3$/);
  });

  it('encodes a path once, keeps its slashes, and leaves dots and empty parts alone', async () => {
    const { url } = await presign({ ...example, path: "/a b/./..//Grüße+'%2F.jpg" });
    assert.ok(url.includes('amazonaws.com/a%20b/./..//Gr%C3%BC%C3%9Fe%2B%27%252F.jpg?'));
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
    const { url, until } = await presign({ ...example, credentials: { ...example.credentials, notAfter } });
    assert.equal(parameters(url).get('X-Amz-Expires'), '3600');
    assert.equal(until, example.at! + 3_600_000);
  });

  it('is not signed with credentials that have ended', async () => {
    const notAfter = example.at! + 999;
    await assert.rejects(presign({ ...example, credentials: { ...example.credentials, notAfter } }), (error) => error instanceof CredentialsExpiredError && error.code === 'CREDENTIALS_EXPIRED' && error.notAfter === notAfter);
  });

  it('begins now by default, in whole seconds', async () => {
    const { at, ...now } = example;
    const { url, until } = await presign(now, { wallNow: () => at! + 999 });
    assert.equal(parameters(url).get('X-Amz-Date'), '20130524T000000Z');
    assert.equal(until, at! + 86_400_000);
  });

  it('has a signature that changes with the method, the payload, the region and the service', async () => {
    const signature = async (change: Partial<PresignInput>) => parameters((await presign({ ...example, ...change })).url).get('X-Amz-Signature');
    const all = await Promise.all([{}, { method: 'PUT' }, { payload: 'e3b0c442' }, { region: 'eu-west-1' }, { service: 'other' }, { host: 'other:9000', scheme: 'http' as const }].map(signature));
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
    await assert.rejects(presign({ ...example, path: 'test.txt' }), /path must begin with a slash, got "test\.txt"\./);
    await assert.rejects(presign({ ...example, region: '' }), /region must be a text without white space, got ""\./);
    await assert.rejects(presign({ ...example, credentials: { accessKeyId: 'A', secretAccessKey: 'top secret' } }), (error) => error instanceof RangeError && !error.message.includes('top'));
    await assert.rejects(presign({ ...example, query: { 'X-Amz-Expires': '9' } }), /got X-Amz-Expires\./);
    await assert.rejects(presign({ ...example, headers: { Host: 'other' } }), /got Host\./);
  });
});
