/**
 * Lets a client at a store by itself: the application, which holds the signing key, writes down what the client may do there and until when, and
 * signs it. Do not use it to say who somebody is, nor for what must be taken back at once: whoever has such a key can use it until it ends or is
 * revoked. Its ports are the signing key that is in use, HMAC-SHA-256, a wall clock, and ids that nobody can guess.
 */
export interface IssuerOptions {
  /**
   * Scheme and host of the store, as clients name it and as a URL parser leaves it: `https://pictures.shop.example`, in small letters, with a port
   * only where it is not the scheme's own. A key for one store is none for another.
   */
  store: string;
  /** The key that signs now. It is asked each time, so that one key can take the place of another. */
  signingKey: () => SigningKey | PromiseLike<SigningKey>;
  /** The longest life that may be asked for, in ms, from the start; how far off the start may be is not limited. @default 3 600 000, an hour, as the CIS benchmark for Azure has it */
  ttlMsMax?: number;
  /**
   * Told of every key that was issued, for the audit: without the signature, for a log that holds one is a bunch of keys. The key stands whatever
   * it does; what it throws is an uncaught error, which ends a process in Node unless that listens for it. @default none
   */
  onIssue?: (claims: Claims) => void;
  /** @default WebCrypto, which browsers and Node have */
  hmac?: Hmac;
  /** Milliseconds since 1970. @default Date.now */
  wallNow?: () => number;
  /** A new id for each key. @default crypto.randomUUID */
  newId?: () => string;
}
/** HMAC-SHA-256 (RFC 2104): 32 bytes. */
export type Hmac = (key: Uint8Array, data: Uint8Array) => Uint8Array | PromiseLike<Uint8Array>;
export interface SigningKey {
  readonly id: string;
  /** 32 bytes or more, known to issuer and store alone. */
  readonly secret: Uint8Array;
  /** When it ends, in ms since 1970, with all that it has signed. @default never */
  readonly notAfter?: number;
  /** What it may be used for at all: nothing outside of this path and these actions can be granted with it. @default everything */
  readonly rights?: { readonly resource: string; readonly actions: readonly Action[] };
}
export type Action = 'read' | 'write' | 'delete' | 'list';
export interface Grant {
  /** The path of one object at the store, as it is, not encoded: `returns/7/photo.jpg`. One that ends in `/` means all that lies beneath. */
  resource: string;
  /** `list` is for a path that ends in `/`. */
  actions: readonly Action[];
  /** How long it lasts, in ms. It ends earlier where the signing key does. */
  ttlMs: number;
  /** Its start, in ms since 1970. @default now */
  from?: number;
  /** The most bytes of one upload. @default no limit */
  maxBytes?: number;
  /** The one content type of uploads, with its parameters: `text/plain` is not `text/plain;charset=UTF-8`, which fetch states for a text. @default any */
  contentType?: string;
  /** The one address that may use it, letter by letter as the store sees it: a socket for both protocols may call 203.0.113.7 `::ffff:203.0.113.7`. @default any */
  address?: string;
  /** The policy that it stands under: when the store is told that this one is revoked, so are all its keys. @default none, so that only its end or that of the signing key ends it */
  policy?: string;
  /**
   * Whether each action can be done once with it, to each object: beneath a path, to as many objects as there are. It counts when it is let in, so
   * an upload that breaks off needs another key. A HEAD counts for nothing. @default false
   */
  once?: boolean;
}
export interface ValetKey {
  readonly id: string;
  /** When it ends, in ms since 1970. */
  readonly until: number;
  /** Where the client goes, as it stands: a query that is written anew, with `+` for a blank, is another. For what lies beneath a path, the rest of the path is inserted before the `?`. */
  readonly url: string;
}

/** All that is signed, beside the store, in this order; '' where there is nothing. */
export const fields = ['key', 'id', 'resource', 'actions', 'from', 'until', 'maxBytes', 'contentType', 'address', 'policy', 'once'] as const;
export type Claims = Readonly<Record<(typeof fields)[number], string>>;

/**
 * The text that is signed. Each field stands in its own place, even one that is absent, and no value can hold a line break: no two
 * different permissions have the same text. The verifier is handed this very function, so that the text is written once.
 */
export function canonical(store: string, claims: Claims): string {
  const values = fields.map((field) => encodeURIComponent(claims[field]));
  return ['valet-key-1', encodeURIComponent(store), ...values].join('\n');
}

/** The signing key may not be used for what was asked for. */
export class NotGrantableError extends Error {
  override readonly name = 'NotGrantableError';
  readonly code = 'NOT_GRANTABLE';
  readonly keyId: string;
  readonly resource: string;
  readonly actions: readonly Action[];
  constructor(keyId: string, resource: string, actions: readonly Action[]) {
    super(`Signing key ${keyId} cannot grant ${actions.join(', ')} on ${resource}.`);
    this.keyId = keyId;
    this.resource = resource;
    this.actions = actions;
  }
}
/** What the signing key could sign would be over before it begins. */
export class SigningKeyExpiredError extends Error {
  override readonly name = 'SigningKeyExpiredError';
  readonly code = 'SIGNING_KEY_EXPIRED';
  readonly keyId: string;
  readonly notAfter: number;
  constructor(keyId: string, notAfter: number) {
    super(`Signing key ${keyId} has ended, or ends before the start that was asked for.`);
    this.keyId = keyId;
    this.notAfter = notAfter;
  }
}

export class Issuer {
  private readonly options: Required<Omit<IssuerOptions, 'onIssue'>> & Pick<IssuerOptions, 'onIssue'>;
  constructor({ ttlMsMax = 3_600_000, hmac = webHmac, wallNow = systemWallNow, newId = systemNewId, ...given }: IssuerOptions) {
    if (!origin.test(given.store)) throw new RangeError(`store must be a scheme and a host like https://pictures.shop.example, got ${JSON.stringify(given.store)}.`);
    inRange('ttlMsMax', ttlMsMax, 1, longestMs);
    this.options = { ...given, ttlMsMax, hmac, wallNow, newId };
  }

  /**
   * Signs what is granted. Whether this client may have it is for the caller to decide before.
   * @throws RangeError where the grant is none, NotGrantableError, SigningKeyExpiredError
   */
  async issue(grant: Grant): Promise<ValetKey> {
    const { hmac, newId, onIssue, signingKey, store, ttlMsMax, wallNow } = this.options;
    // One copy: what is validated now is what is signed later, whatever becomes of the caller's object meanwhile.
    const given = { ...grant, actions: [...grant.actions] };
    inRange('ttlMs', given.ttlMs, 1, ttlMsMax);
    const asked = asClaims(given);
    const key = await signingKey();
    const { notAfter = Infinity } = key;
    if (Number.isNaN(notAfter)) throw new RangeError(`notAfter of signing key ${key.id} must be a time in ms since 1970, got NaN.`);
    if (key.secret.length < 32) throw new RangeError(`The secret of signing key ${key.id} must have 32 bytes or more, got ${key.secret.length}.`);
    if (key.rights !== undefined && !covers(key.rights, given)) throw new NotGrantableError(key.id, given.resource, given.actions);
    const now = wallNow();
    inRange('wallNow()', now, 0, Number.MAX_SAFE_INTEGER);
    const from = Math.floor(given.from ?? now);
    const wanted = Math.floor(from + given.ttlMs);
    if (wanted <= now) throw new RangeError(`from + ttlMs must be later than now (${now}), got ${wanted}.`);
    // The store forgets the signing key when it ends: a later end would be a promise that nobody keeps.
    const until = Math.floor(Math.min(wanted, notAfter));
    if (until <= Math.max(from, now)) throw new SigningKeyExpiredError(key.id, notAfter);
    const claims = { ...asked, key: filled('signing key’s id', key.id), id: filled('id', newId()), from: String(from), until: String(until) };
    const signature = hexOf(await hmac(key.secret, new TextEncoder().encode(canonical(store, claims))));
    try {
      onIssue?.(claims);
    } catch (error) {
      queueMicrotask(() => { throw error; });
    }
    const query = fields.filter((field) => claims[field] !== '').map((field) => `${field}=${encodeURIComponent(claims[field])}`);
    return { id: claims.id, until, url: `${store}/${encodePath(given.resource)}?${query.join('&')}&signature=${signature}` };
  }
}

/** Whether all of a grant lies within rights. */
function covers(rights: { readonly resource: string; readonly actions: readonly Action[] }, { resource, actions }: Grant): boolean {
  const isBeneath = rights.resource === resource || (rights.resource.endsWith('/') && resource.startsWith(rights.resource));
  return isBeneath && actions.every((action) => rights.actions.includes(action));
}

/** What of a grant is signed as it is, as text. Throws where a part of it is not in its range. */
function asClaims({ resource, actions, from, maxBytes, contentType, address, policy, once = false }: Grant): Omit<Claims, 'key' | 'id' | 'from' | 'until'> {
  if (!plainPath.test(filled('resource', resource))) {
    throw new RangeError(`resource must be a path without empty segments, dots, backslashes, control characters and a slash at its start, got ${JSON.stringify(resource)}.`);
  }
  if (actions.length === 0 || actions.some((action) => !allActions.includes(action))) throw new RangeError(`actions must be one or more of ${allActions.join(', ')}, got ${JSON.stringify(actions)}.`);
  if (actions.includes('list') && !resource.endsWith('/')) throw new RangeError(`list must be for a path that ends in a slash, got ${JSON.stringify(resource)}.`);
  if (from !== undefined) inRange('from', from, 1, Number.MAX_SAFE_INTEGER);
  if (maxBytes !== undefined && !(Number.isSafeInteger(maxBytes) && maxBytes >= 0)) throw new RangeError(`maxBytes must be a whole number from 0, got ${String(maxBytes)}.`);
  return {
    resource,
    actions: allActions.filter((action) => actions.includes(action)).join('.'),
    maxBytes: maxBytes === undefined ? '' : String(maxBytes),
    contentType: contentType === undefined ? '' : filled('contentType', contentType).toLowerCase(),
    address: address === undefined ? '' : filled('address', address),
    policy: policy === undefined ? '' : filled('policy', policy),
    once: once ? '1' : '',
  };
}
/** Segments that every reader takes for what they are, and a slash at the end of a path for all beneath. */
const plainPath = /^(?:(?!\.\.?(?:\/|$))[^/\\\p{Cc}]+(?:\/|$))+$/u;
/** As a URL parser leaves it: small letters, no user, and no port that is the scheme's own. */
const origin = /^(?!https:.*:443$|http:.*:80$)https?:\/\/[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?::(?:[1-9]\d{0,3}|[1-6]\d{4}))?$/;
const allActions: readonly Action[] = ['read', 'write', 'delete', 'list'];
const longestMs = 7 * 24 * 3_600_000; // as with Amazon S3
const [systemWallNow, systemNewId] = [Date.now, () => crypto.randomUUID()];

async function webHmac(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const { subtle } = crypto;
  const imported = await subtle.importKey('raw', new Uint8Array(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', imported, new Uint8Array(data)));
}
const encodePath = (path: string) => path.split('/').map(encodeURIComponent).join('/');
const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A text that says something, and that can be encoded: half of a surrogate pair cannot. */
function filled(name: string, value: string): string {
  if (typeof value === 'string' && value !== '' && isWellFormed(value)) return value;
  throw new RangeError(`${name} must be a text of one character or more, got ${JSON.stringify(value)}.`);
}
function isWellFormed(text: string): boolean {
  try {
    return encodeURIComponent(text) !== '';
  } catch {
    return false;
  }
}
function inRange(name: string, value: number, min: number, max: number): void {
  if (!(value >= min && value <= max)) throw new RangeError(`${name} must be from ${min} to ${max}, got ${String(value)}.`);
}
