/**
 * A valet key that Amazon S3 and the many stores that speak its language take: Signature Version 4 in the query of a URL. Use it where such a store
 * verifies; it knows neither paths that stand for all beneath, nor single use, nor limits of size, and signs no body, as S3 has it. Its ports are HMAC-SHA-256, SHA-256 and a wall clock.
 */
export interface PresignInput {
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    /** Of temporary credentials. It stands in the URL, and is signed. @default '', none */
    readonly sessionToken?: string;
    /** When temporary credentials end, in ms since 1970: the URL ends with them, whatever it says. @default never */
    readonly notAfter?: number;
  };
  /** In capitals. @default GET */
  readonly method?: string;
  /** @default https */
  readonly scheme?: 'https' | 'http';
  /** As clients send it: in small letters, with its port where that is not the scheme's own. */
  readonly host: string;
  /** The object's path, not encoded, with a slash at its start. It is encoded once: S3's rule, and no other service's. Segments of dots are refused, for clients resolve them before they send. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Headers that the client has to send as they are: one that is not signed, like a content type, can be any. Leave out what is changed on the way, like User-Agent. @default none but the host */
  readonly headers?: Readonly<Record<string, string>>;
  readonly region: string;
  /** @default s3 */
  readonly service?: string;
  /** How long it lasts, in whole seconds: 604 800 (7 days) at most. */
  readonly expiresS: number;
  /** The time of signing, in ms since 1970: the URL is valid from then. @default now */
  readonly at?: number;
}
export interface PresignPorts {
  /** @default WebCrypto, which browsers and Node have */
  readonly hmac?: (key: Uint8Array, data: Uint8Array) => Uint8Array | PromiseLike<Uint8Array>;
  /** @default WebCrypto */
  readonly sha256?: (data: Uint8Array) => Uint8Array | PromiseLike<Uint8Array>;
  /** Milliseconds since 1970. @default Date.now */
  readonly wallNow?: () => number;
}
export interface Presigned {
  readonly url: string;
  /** When it ends, in ms since 1970: never later than the credentials. */
  readonly until: number;
  /** What was hashed and what was signed, to be held against what a store says it has got. */
  readonly canonicalRequest: string;
  readonly stringToSign: string;
}
/** The credentials have ended, or end within a second of the time of signing. */
export class CredentialsExpiredError extends Error {
  override readonly name = 'CredentialsExpiredError';
  readonly code = 'CREDENTIALS_EXPIRED';
  readonly keyId: string;
  readonly notAfter: number;
  constructor(keyId: string, notAfter: number) {
    super(`The credentials ${keyId} have ended, or end within a second of the time of signing.`);
    this.keyId = keyId;
    this.notAfter = notAfter;
  }
}

/** @throws RangeError where an option is not in its range, CredentialsExpiredError */
export async function presign(input: PresignInput, { hmac = webHmac, sha256 = webSha256, wallNow = systemWallNow }: PresignPorts = {}): Promise<Presigned> {
  const now = wallNow();
  const { credentials, method = 'GET', scheme = 'https', host, path, query = {}, headers = {}, region, service = 's3', expiresS, at = now } = input;
  const { accessKeyId, secretAccessKey, sessionToken = '', notAfter = Infinity } = credentials;
  const fields = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  must(Number.isInteger(expiresS) && expiresS >= 1 && expiresS <= expiresSMax, `expiresS must be a whole number from 1 to ${expiresSMax}`, expiresS);
  must(now >= 0 && now <= atMax, `wallNow() must be from 0 to ${atMax}`, now);
  must(at >= 0 && at <= atMax, `at must be from 0 to ${atMax}`, at);
  must(!Number.isNaN(notAfter), 'notAfter must be a time in ms since 1970', notAfter);
  must(/^[A-Z]+$/.test(method), 'method must be in capitals', method);
  must(origin.test(`${scheme}://${host}`), 'scheme and host must be as clients send them, in small letters and without the scheme’s own port', `${scheme}://${host}`);
  must(/^(?:\/(?!\.\.?(?:\/|$))[^/]*)+$/.test(path), 'path must begin with a slash and have no segments of dots', path);
  for (const [name, text] of Object.entries({ region, service, accessKeyId })) must(/^[^\s/]+$/.test(text), `${name} must be a text without white space and slashes`, text);
  must(/^\S+$/.test(secretAccessKey), 'secretAccessKey must be a text without white space', 'another');
  for (const name of Object.keys(query)) must(!written.test(name), 'query must leave out what is written here anyway', name);
  must(new Set(fields.map(([name]) => name)).size === fields.length, 'headers must be named once each', Object.keys(headers));
  for (const [name, value] of fields) {
    must(/^[\w!#$%&'*+.^`|~-]+$/.test(name) && name !== 'host' && !written.test(name), 'headers must be named as headers are, and leave out what is written here anyway', name);
    must(/^[ -~]*$/.test(value), `${name} must be visible ASCII and blanks`, value);
  }
  const signedAt = Math.floor(at / 1000) * 1000;
  const leftS = Math.floor((notAfter - signedAt) / 1000);
  if (leftS < 1 || notAfter <= now) throw new CredentialsExpiredError(accessKeyId, notAfter);
  const lastsS = Math.min(expiresS, leftS);

  const time = new Date(signedAt).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = time.slice(0, 8);
  const scope = `${date}/${region}/${service}/aws4_request`;
  const signed = [...fields, ['host', host] as const].map(([name, value]) => [name, value.trim().replace(/ +/g, ' ')] as const).sort(byName);
  const names = signed.map(([name]) => name).join(';');
  const parameters = {
    ...query,
    'X-Amz-Algorithm': algorithm,
    'X-Amz-Credential': `${accessKeyId}/${scope}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': String(lastsS),
    ...(sessionToken === '' ? {} : { 'X-Amz-Security-Token': sessionToken }),
    'X-Amz-SignedHeaders': names,
  };
  const canonicalPath = path.split('/').map(encode).join('/');
  const canonicalQuery = Object.entries(parameters).map(([name, value]) => [encode(name), encode(value)] as const).sort(byName).map((pair) => pair.join('=')).join('&');
  const canonicalRequest = [method, canonicalPath, canonicalQuery, ...signed.map((pair) => pair.join(':')), '', names, 'UNSIGNED-PAYLOAD'].join('\n');
  const stringToSign = [algorithm, time, scope, hexOf(await sha256(utf8(canonicalRequest)))].join('\n');

  const key = await signingKey(secretAccessKey, date, region, service, hmac);
  const signature = hexOf(await hmac(key, utf8(stringToSign)));
  const url = `${scheme}://${host}${canonicalPath}?${canonicalQuery}&X-Amz-Signature=${signature}`;
  return { url, until: signedAt + lastsS * 1000, canonicalRequest, stringToSign };
}

/** The key of one day, region and service, which a service can be given without the secret. */
export async function signingKey(secretAccessKey: string, date: string, region: string, service: string, hmac: NonNullable<PresignPorts['hmac']> = webHmac): Promise<Uint8Array> {
  let key: Uint8Array = utf8(`AWS4${secretAccessKey}`);
  for (const part of [date, region, service, 'aws4_request']) key = await hmac(key, utf8(part));
  return key;
}

const algorithm = 'AWS4-HMAC-SHA256';
const expiresSMax = 604_800;
/** The last millisecond of a year of four digits. */
const atMax = 253_402_300_799_999;
/** Query parameters that are written here, and the digest of a body, which is not signed. */
const written = /^x-amz-(?:algorithm|content-sha256|credential|date|expires|security-token|signature|signedheaders)$/i;
/** As a URL parser leaves it: small letters, no user, and no port that is the scheme's own. */
const origin = /^(?!https:.*:443$|http:.*:80$)https?:\/\/[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?::(?:[1-9]\d{0,3}|[1-6]\d{4}))?$/;
const systemWallNow = Date.now;
const utf8 = (text: string) => new TextEncoder().encode(text);
const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
/** RFC 3986: all but letters, digits and `-._~`. */
function encode(text: string): string {
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    throw new RangeError(`path and query must be well-formed, got ${JSON.stringify(text)}.`);
  }
}
const byName = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1);
function must(isSo: boolean, rule: string, got: unknown): void {
  if (!isSo) throw new RangeError(`${rule}, got ${typeof got === 'number' ? String(got) : JSON.stringify(got)}.`);
}

async function webHmac(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const { subtle } = crypto;
  const imported = await subtle.importKey('raw', new Uint8Array(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', imported, new Uint8Array(data)));
}
const webSha256 = async (data: Uint8Array) => new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(data)));
