/**
 * A valet key that Amazon S3 and the many stores that speak its language take: Signature Version 4 in the query of a URL. Use it where such a store
 * verifies; it knows neither paths that stand for all beneath, nor single use, nor limits of size. Its ports are HMAC-SHA-256, SHA-256 and a wall clock.
 */
export interface PresignInput {
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    /** Of temporary credentials. It stands in the URL, and is signed. */
    readonly sessionToken?: string;
    /** When temporary credentials end, in ms since 1970: the URL ends with them, whatever it says. @default never */
    readonly notAfter?: number;
  };
  /** @default GET */
  readonly method?: string;
  /** @default https */
  readonly scheme?: 'https' | 'http';
  /** With its port, where that is not the scheme's own. */
  readonly host: string;
  /** The object's path, not encoded, with a slash at its start. It is encoded once, and dots in it are left alone: S3's rule, and no other service's. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Headers that the client has to send as they are: one that is not signed, like a content type, can be any. @default none but the host */
  readonly headers?: Readonly<Record<string, string>>;
  readonly region: string;
  /** @default s3 */
  readonly service?: string;
  /** How long it lasts, in whole seconds: 604 800 (7 days) at most. */
  readonly expiresS: number;
  /** The time of signing, in ms since 1970: the URL is valid from then. @default now */
  readonly at?: number;
  /** The digest of the body in hex, where it is known. @default UNSIGNED-PAYLOAD */
  readonly payload?: string;
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
/** The credentials have ended, or end within a second. */
export class CredentialsExpiredError extends Error {
  override readonly name = 'CredentialsExpiredError';
  readonly code = 'CREDENTIALS_EXPIRED';
  readonly notAfter: number;
  constructor(notAfter: number) {
    super(`The credentials have ended, or end within a second: ${new Date(notAfter).toISOString()}.`);
    this.notAfter = notAfter;
  }
}

/** @throws RangeError where an option is not in its range, CredentialsExpiredError */
export async function presign(input: PresignInput, { hmac = webHmac, sha256 = webSha256, wallNow = systemWallNow }: PresignPorts = {}): Promise<Presigned> {
  const { credentials, method = 'GET', scheme = 'https', host, path, query = {}, headers = {}, region, service = 's3', expiresS, at = wallNow(), payload = 'UNSIGNED-PAYLOAD' } = input;
  if (!(Number.isInteger(expiresS) && expiresS >= 1 && expiresS <= expiresSMax)) throw new RangeError(`expiresS must be a whole number from 1 to ${expiresSMax}, got ${String(expiresS)}.`);
  if (!path.startsWith('/')) throw new RangeError(`path must begin with a slash, got ${JSON.stringify(path)}.`);
  for (const [name, text] of Object.entries({ host, region, service, accessKeyId: credentials.accessKeyId, secretAccessKey: credentials.secretAccessKey })) {
    if (typeof text !== 'string' || text === '' || /\s/.test(text)) throw new RangeError(`${name} must be a text without white space, got ${name === 'secretAccessKey' ? 'another' : JSON.stringify(text)}.`);
  }
  const own = [...Object.keys(query).filter((name) => /^x-amz-/i.test(name)), ...Object.keys(headers).filter((name) => /^host$/i.test(name))];
  if (own.length > 0) throw new RangeError(`query and headers must leave out what is written here anyway, got ${own.join(', ')}.`);
  const signedAt = Math.floor(at / 1000) * 1000;
  const leftS = Math.floor(((credentials.notAfter ?? Infinity) - signedAt) / 1000);
  if (leftS < 1) throw new CredentialsExpiredError(credentials.notAfter ?? 0);
  const lastsS = Math.min(expiresS, leftS);

  const time = new Date(signedAt).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = time.slice(0, 8);
  const scope = `${date}/${region}/${service}/aws4_request`;
  const signed = Object.entries({ ...headers, host }).map(([name, value]) => [name.toLowerCase(), value.trim().replace(/ +/g, ' ')] as const).sort(byText);
  const names = signed.map(([name]) => name).join(';');
  const parameters = {
    ...query,
    'X-Amz-Algorithm': algorithm,
    'X-Amz-Credential': `${credentials.accessKeyId}/${scope}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': String(lastsS),
    ...(credentials.sessionToken === undefined ? {} : { 'X-Amz-Security-Token': credentials.sessionToken }),
    'X-Amz-SignedHeaders': names,
  };
  const canonicalPath = path.split('/').map(encode).join('/');
  const canonicalQuery = Object.entries(parameters).map(([name, value]) => [encode(name), encode(value)] as const).sort(byText).map((pair) => pair.join('=')).join('&');
  const canonicalRequest = [method, canonicalPath, canonicalQuery, ...signed.map((pair) => pair.join(':')), '', names, payload].join('\n');
  const stringToSign = [algorithm, time, scope, hexOf(await sha256(utf8(canonicalRequest)))].join('\n');

  const key = await signingKey(credentials.secretAccessKey, date, region, service, hmac);
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
const systemWallNow = Date.now;
const utf8 = (text: string) => new TextEncoder().encode(text);
const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
/** RFC 3986: all but letters, digits and `-._~`. */
const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
/** By code, and by the value where the name is the same. */
const byText = ([a, x]: readonly [string, string], [b, y]: readonly [string, string]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0);

async function webHmac(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const { subtle } = crypto;
  const imported = await subtle.importKey('raw', new Uint8Array(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', imported, new Uint8Array(data)));
}
const webSha256 = async (data: Uint8Array) => new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(data)));
