import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Bar } from '../../bench/bar.ts';
import { race, ratio, spreadOf, type Contestant } from '../../bench/race.ts';
import { presign } from './valet-key.sigv4.ts';
import { canonical, Issuer, type Grant, type Hmac } from './valet-key.ts';
import { Verifier } from './valet-key.verifier.ts';

const store = 'https://pictures.shop.example';
const secret = new Uint8Array(32).fill(7);
const grant: Grant = { resource: 'returns/7/', actions: ['write'], ttlMs: 600_000, maxBytes: 5_242_880, contentType: 'image/jpeg', policy: 'shopper-7' };
/** Node's own, at once. All contestants sign with it, so that what is measured is what each does beside. */
const hmac: Hmac = (key, data) => new Uint8Array(createHmac('sha256', key).update(data).digest());
const sha256 = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());

/** The same for a library that wants a hash to be fed. */
class NodeHash {
  private readonly hash: { update(data: Uint8Array | string): unknown; digest(): Uint8Array };
  constructor(key?: unknown) {
    this.hash = key === undefined ? createHash('sha256') : createHmac('sha256', key as Uint8Array);
  }
  update(data: unknown): void {
    this.hash.update(data as Uint8Array | string);
  }
  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.hash.digest());
  }
  reset(): void {}
}

const contestant = (name: string, once: () => Promise<unknown>): Contestant => ({
  name,
  run: async (times) => {
    for (let done = 0; done < times; done += 1) await once();
  },
});

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const [host, path, region] = ['examplebucket.s3.amazonaws.com', '/test.txt', 'us-east-1'];
const at = Date.UTC(2013, 4, 24);
const presignHere = async () => (await presign({ credentials, host, path, region, expiresS: 86_400, at }, { hmac, sha256 })).url;
function presignThere(): () => Promise<string> {
  const signer = new SignatureV4({ credentials, region, service: 's3', sha256: NodeHash, uriEscapePath: false, applyChecksum: false });
  const payload = 'x-amz-content-sha256';
  return async () => {
    const request = { method: 'GET', protocol: 'https:', hostname: host, path, query: {}, headers: { host, [payload]: 'UNSIGNED-PAYLOAD' } };
    const { query } = await signer.presign(request, { signingDate: new Date(at), expiresIn: 86_400, unhoistableHeaders: new Set([payload]), unsignableHeaders: new Set([payload]) });
    return String(query?.['X-Amz-Signature']);
  };
}

/** Keys issued and verified in a second, and a presigned URL of Amazon's beside the library that its SDK signs with. */
export async function bench(): Promise<readonly Bar[]> {
  const ports = { keyOf: () => ({ id: 'k1', secret }), isRevoked: () => false, spend: () => true };
  const issuer = new Issuer({ store, signingKey: () => ({ id: 'k1', secret }), hmac });
  const verifier = new Verifier({ store, canonical, ...ports, hmac });
  const webIssuer = new Issuer({ store, signingKey: () => ({ id: 'k1', secret }) });
  const webVerifier = new Verifier({ store, canonical, ...ports });
  const url = (await issuer.issue(grant)).url.replace('?', 'photo.jpg?');
  const request = { method: 'PUT', url, bytes: 1_000_000, contentType: 'image/jpeg' };
  const there = presignThere();
  if (!(await verifier.verify(request)).ok || !(await webVerifier.verify(request)).ok) throw new Error('A key that was issued does not open.');
  if (!(await presignHere()).endsWith(await there())) throw new Error('The two sign differently.');
  const runs = await race([
    contestant('issue', () => issuer.issue(grant)),
    contestant('verify', () => verifier.verify(request)),
    contestant('issue, WebCrypto', () => webIssuer.issue(grant)),
    contestant('verify, WebCrypto', () => webVerifier.verify(request)),
    contestant('presign', presignHere),
    contestant('@smithy', there),
  ]);
  const perSecond = (name: string) => spreadOf(runs[name]!.map((ns) => 1e9 / ns));
  const group = 'Valet key: keys a second';
  const presigned = 'Valet key: a presigned URL of Amazon S3, over the same hash';
  return [
    { group, name: 'issued', value: perSecond('issue'), unit: 'events/s', target: { atLeast: 5_000 } },
    { group, name: 'verified', value: perSecond('verify'), unit: 'events/s', target: { atLeast: 5_000 } },
    { group, name: 'issued with WebCrypto', value: perSecond('issue, WebCrypto'), unit: 'events/s' },
    { group, name: 'verified with WebCrypto', value: perSecond('verify, WebCrypto'), unit: 'events/s' },
    { group: presigned, name: 'this catalog', value: perSecond('presign'), unit: 'events/s' },
    { group: presigned, name: 'to @smithy/signature-v4, which keeps the key of the day', value: ratio(runs, 'presign', '@smithy'), unit: '×', target: { atMost: 2 } },
  ];
}
