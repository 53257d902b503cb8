/**
 * The other half of a valet key, at the store: it lets in who shows a key that was signed for just that, in its time, and not revoked. Use it where
 * the store itself answers, for whoever goes round it needs no key. Its ports are the signing keys by id, the list of revoked policies, a
 * memory for what can be done once, the canonical text (the issuer's own function: written twice, the two would drift), HMAC-SHA-256 and a wall clock.
 */
export interface VerifierOptions {
  /** Scheme and host of this store, letter by letter as the issuer names it. */
  store: string;
  /** The issuer's `canonical`. */
  canonical: (store: string, claims: Claims) => string;
  /**
   * A signing key by its id; undefined for one that was never there, or is no more: what it has signed opens nothing. Anybody can have written the
   * id, so look it up in a Map: an object knows `constructor`.
   */
  keyOf: (id: string) => SigningKey | undefined | PromiseLike<SigningKey | undefined>;
  /** Whether a policy was revoked. It is asked when all else but a single use is settled. Where the list cannot be read it rejects, and nobody is let in. */
  isRevoked: (policy: string) => boolean | PromiseLike<boolean>;
  /**
   * Marks this use as made: false where it was made before. Look and mark are one step. The mark may be forgotten at `forgetAt`, in ms since 1970:
   * `skewMs` after the last moment of the key by the verifier's clock, so that a memory whose clock is ahead by as much does not forget too soon.
   */
  spend: (use: string, forgetAt: number) => boolean | PromiseLike<boolean>;
  /**
   * How far this clock may be behind the issuer's, in ms, 900 000 at most, the difference that Azure tells issuers to reckon with: a key is taken so
   * much before its start. Its end has no such margin. @default 300 000, as .NET's TokenValidationParameters
   */
  skewMs?: number;
  /**
   * Told of every verdict, for the audit; where a port rejects there is none to tell. The verdict stands whatever it does; what it throws is an
   * uncaught error, which ends a process in Node unless that listens for it. @default none
   */
  onVerdict?: (verdict: Verdict) => void;
  /** @default WebCrypto, which browsers and Node have */
  hmac?: Hmac;
  /** Milliseconds since 1970. @default Date.now */
  wallNow?: () => number;
}
export type Hmac = (key: Uint8Array, data: Uint8Array) => Uint8Array | PromiseLike<Uint8Array>;
export type Action = 'read' | 'write' | 'delete' | 'list';
export interface SigningKey {
  readonly id: string;
  readonly secret: Uint8Array;
  readonly notAfter?: number;
  readonly rights?: { readonly resource: string; readonly actions: readonly Action[] };
}
const fields = ['key', 'id', 'resource', 'actions', 'from', 'until', 'maxBytes', 'contentType', 'address', 'policy', 'once'] as const;
export type Claims = Readonly<Record<(typeof fields)[number], string>>;
export interface StoreRequest {
  /** GET, HEAD, PUT or DELETE. A GET or HEAD of a path that ends in `/` lists. */
  readonly method: string;
  /** As it came, not normalised: the whole address, or the path with its query. */
  readonly url: string;
  /** The length that the header states. The store takes no byte more. */
  readonly bytes?: number;
  readonly contentType?: string;
  /** Compared letter by letter with the one that was granted. */
  readonly address?: string;
}
/** Why a key was refused, in the order of the checks: what is cheap first, what leaves a mark last. */
export type Reason = 'malformed' | 'unknown-key' | 'not-yet-valid' | 'expired' | 'bad-signature' | 'revoked' | 'not-permitted' | 'too-large' | 'wrong-type' | 'wrong-address' | 'spent';
/** How it stands with a key that was signed: undefined where the checks did not come so far, for what was shown up to there anybody can have written. */
export type Standing = 'open' | 'expired' | 'revoked' | 'spent' | undefined;
/**
 * `path` is decoded: use it in the place of the request's own, and encode it again where it goes into an address. `claims` of a refusal are what was
 * shown: up to `bad-signature` anybody can have written them.
 */
export type Verdict =
  | { readonly ok: true; readonly standing: 'open'; readonly action: Action; readonly path: string; readonly claims: Claims }
  | { readonly ok: false; readonly standing: Standing; readonly reason: Reason; readonly path: string; readonly claims: Claims | undefined };

interface Shown {
  readonly path: string;
  readonly action: Action | undefined;
  readonly claims: Claims;
  readonly signature: string;
}

export class Verifier {
  private readonly options: Required<Omit<VerifierOptions, 'onVerdict'>> & Pick<VerifierOptions, 'onVerdict'>;
  constructor({ skewMs = 300_000, hmac = webHmac, wallNow = systemWallNow, ...given }: VerifierOptions) {
    if (!origin.test(given.store)) throw new RangeError(`store must be a scheme and a host like https://pictures.shop.example, got ${JSON.stringify(given.store)}.`);
    if (!(skewMs >= 0 && skewMs <= skewMsMax)) throw new RangeError(`skewMs must be from 0 to ${skewMsMax}, got ${String(skewMs)}.`);
    this.options = { ...given, skewMs, hmac, wallNow };
  }

  /**
   * Whether this request is let in. The end is judged at the verdict; the signing key, the list and the memory, as of when each was asked, in this order.
   * Rejects where a port does, and waits as long as one takes. Clients are best told a bare 403: the reason is for the log.
   */
  async verify(request: StoreRequest): Promise<Verdict> {
    const shown = read(this.options.store, request);
    const verdict: Verdict = shown === undefined ? { ok: false, standing: undefined, reason: 'malformed', path: '', claims: undefined } : await this.judge(shown, request);
    try {
      this.options.onVerdict?.(verdict);
    } catch (error) {
      queueMicrotask(() => { throw error; });
    }
    return verdict;
  }

  /** Refused by the first check that fails. Each asks for what is allowed, so that a number that is none lets nobody in. */
  private async judge({ path, action, claims, signature }: Shown, { method, bytes, contentType, address }: StoreRequest): Promise<Verdict> {
    const { canonical, hmac, isRevoked, keyOf, skewMs, spend, store, wallNow } = this.options;
    const refused = (reason: Reason, standing?: Standing): Verdict => ({ ok: false, standing, reason, path, claims });
    const key = await keyOf(claims.key);
    if (key === undefined) return refused('unknown-key');
    if (!(key.secret.length >= 32)) throw new RangeError(`The secret of signing key ${key.id} must have 32 bytes or more, got ${key.secret.length}.`);
    const end = Math.min(Number(claims.until), key.notAfter ?? Infinity);
    const now = wallNow();
    if (!Number.isFinite(now) || Number.isNaN(end)) throw new RangeError(`wallNow() and notAfter of signing key ${key.id} must be times in ms since 1970, got ${now} and ${key.notAfter}.`);
    if (!(now >= Number(claims.from) - skewMs)) return refused('not-yet-valid');
    if (!(now <= end)) return refused('expired');
    const expected = hexOf(await hmac(key.secret, new TextEncoder().encode(canonical(store, claims))));
    if (!isSame(expected, signature)) return refused('bad-signature');
    if (action === undefined || !claims.actions.split('.').includes(action) || !isWithin(claims.resource, path)) return refused('not-permitted');
    if (key.rights !== undefined && !(key.rights.actions.includes(action) && isWithin(key.rights.resource, path))) return refused('not-permitted');
    if (action === 'write' && claims.maxBytes !== '' && !(bytes !== undefined && bytes >= 0 && bytes <= Number(claims.maxBytes))) return refused('too-large');
    if (action === 'write' && claims.contentType !== '' && contentType?.toLowerCase() !== claims.contentType) return refused('wrong-type');
    if (claims.address !== '' && address !== claims.address) return refused('wrong-address');
    if (claims.policy !== '' && (await isRevoked(claims.policy))) return refused('revoked', 'revoked');
    const use = [claims.id, action, path].map(encodeURIComponent).join(' ');
    if (claims.once !== '' && method !== 'HEAD' && !(await spend(use, Number(claims.until) + skewMs + 1))) return refused('spent', 'spent');
    // Whoever was asked may have taken his time: it has to be in its time at the verdict too.
    if (!(wallNow() <= end)) return refused('expired', 'expired');
    return { ok: true, standing: 'open', action, path, claims };
  }
}

/** As many turns for a wrong signature as for the right one, wherever they differ: the time says nothing. */
function isSame(expected: string, given: string): boolean {
  let difference = expected.length ^ given.length;
  for (let at = 0; at < expected.length; at += 1) difference |= expected.charCodeAt(at) ^ given.charCodeAt(at);
  return difference === 0;
}

/** The object itself, or what lies beneath a path that ends in a slash: `returns/7` is not where `returns/71` is. */
function isWithin(resource: string, path: string): boolean {
  return resource.endsWith('/') ? path.startsWith(resource) : path === resource;
}

/** What a request shows, decoded exactly once; undefined where it is not written as an issuer writes it. */
function read(store: string, { method, url }: StoreRequest): Shown | undefined {
  if (!/^[!-~]*$/.test(url)) return undefined;
  const target = url.startsWith(`${store}/`) ? url.slice(store.length) : url;
  const [encoded = '', query, ...rest] = target.split('?');
  if (query === undefined || rest.length > 0 || !encoded.startsWith('/')) return undefined;
  // A slash that is encoded would be one to the next reader.
  const path = /%2f/i.test(encoded) ? undefined : decoded(encoded.slice(1));
  const shown: Record<string, string> = {};
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, at));
    const value = decoded(pair.slice(at + 1));
    // What is not signed says nothing here, and a name that stands twice means one thing to one reader and another to the next.
    if (!allNames.includes(name) || Object.hasOwn(shown, name) || value === undefined || value === '') return undefined;
    shown[name] = value;
  }
  const { signature = '', ...given } = shown;
  const claims = Object.fromEntries(fields.map((field) => [field, given[field] ?? ''])) as Claims;
  const isWhole = claims.key !== '' && claims.id !== '' && claims.resource !== '' && isNumber(claims.from) && isNumber(claims.until) && (claims.maxBytes === '' || isNumber(claims.maxBytes));
  if (path === undefined || !plainPath.test(path) || !isWhole || !/^[0-9a-f]{64}$/.test(signature)) return undefined;
  return { path, action: actionOf(method, path), claims, signature };
}
function actionOf(method: string, path: string): Action | undefined {
  if (path.endsWith('/')) return method === 'GET' || method === 'HEAD' ? 'list' : undefined;
  return method === 'GET' || method === 'HEAD' ? 'read' : method === 'PUT' ? 'write' : method === 'DELETE' ? 'delete' : undefined;
}
/** Undefined for what is not UTF-8 in percent signs. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
const isNumber = (text: string) => /^(0|[1-9][0-9]{0,15})$/.test(text);
const allNames: readonly string[] = [...fields, 'signature'];
/** The issuer's: segments that every reader takes for what they are, and a slash at the end of a path for all beneath. */
const plainPath = /^(?:(?!\.\.?(?:\/|$))[^/\\\p{Cc}]+(?:\/|$))+$/u;
/** The issuer's: as a URL parser leaves it, in small letters, without a user, and without a port that is the scheme's own. */
const origin = /^(?!https:.*:443$|http:.*:80$)https?:\/\/[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?::(?:[1-9]\d{0,3}|[1-6]\d{4}))?$/;
const skewMsMax = 15 * 60_000;
const systemWallNow = Date.now;

async function webHmac(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const { subtle } = crypto;
  const imported = await subtle.importKey('raw', new Uint8Array(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', imported, new Uint8Array(data)));
}
const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
