/**
 * The other half of a valet key, at the store: it lets in who shows a key that was signed for just that, in its time, and not revoked. Use it where
 * the store itself answers, for whoever goes round it needs no key. Its ports are the signing keys by id, the list of revoked policies, a
 * memory for what can be done once, the canonical text (the issuer's own function: written twice, the two would drift), HMAC-SHA-256 and a wall clock.
 */
export interface VerifierOptions {
  /** Scheme and host of this store, as the issuer names it. */
  store: string;
  /** The issuer's `canonical`. */
  canonical: (store: string, claims: Claims) => string;
  /** A signing key by its id; undefined for one that was never there, or is no more: what it has signed opens nothing. */
  keyOf: (id: string) => SigningKey | undefined | PromiseLike<SigningKey | undefined>;
  /** Whether a policy was revoked. Where the list cannot be read it rejects, and nobody is let in. */
  isRevoked: (policy: string) => boolean | PromiseLike<boolean>;
  /** Marks this use as made: false where it was made before. Look and mark are one step, and last until then, in ms since 1970. */
  spend: (use: string, until: number) => boolean | PromiseLike<boolean>;
  /** How far this clock may be behind the issuer's, in ms: a key is taken so much before its start. Its end has no such margin. @default 300 000 */
  skewMs?: number;
  /** Told of every verdict, for the audit. What it throws surfaces as an uncaught error and harms nothing. @default none */
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
  /** As it came: the whole address, or the path with its query. */
  readonly url: string;
  /** The length that the header states. The store takes no byte more. */
  readonly bytes?: number;
  readonly contentType?: string;
  readonly address?: string;
}
/** Why a key was refused, in the order of the checks: what is cheap first, what leaves a mark last. */
export type Reason = 'malformed' | 'unknown-key' | 'not-yet-valid' | 'expired' | 'bad-signature' | 'revoked' | 'not-permitted' | 'too-large' | 'wrong-type' | 'wrong-address' | 'spent';
/** How it stands with a key, as far as the checks came: undefined where nobody has signed what was shown. */
export type Standing = 'early' | 'open' | 'expired' | 'retired' | 'revoked' | 'spent' | undefined;
/** `claims` of a refusal are what was shown: up to `bad-signature` anybody can have written them. */
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
    if (!/^https?:\/\/[^/?#\s]+$/.test(given.store)) throw new RangeError(`store must be a scheme and a host like https://pictures.shop.example, got ${JSON.stringify(given.store)}.`);
    if (!(skewMs >= 0 && skewMs <= skewMsMax)) throw new RangeError(`skewMs must be from 0 to ${skewMsMax}, got ${String(skewMs)}.`);
    this.options = { ...given, skewMs, hmac, wallNow };
  }

  /** Whether this request is let in. Rejects where a port does: then it is not. A client that gets a reason other than 403 learns more than it should. */
  async verify(request: StoreRequest): Promise<Verdict> {
    const shown = read(this.options.store, request);
    const reason = shown === undefined ? 'malformed' : await this.refusal(shown, request);
    const { path, action, claims } = shown ?? { path: '', action: undefined, claims: undefined };
    const verdict: Verdict =
      reason === undefined && action !== undefined && claims !== undefined
        ? { ok: true, standing: 'open', action, path, claims }
        : { ok: false, standing: standings[reason ?? 'malformed'], reason: reason ?? 'malformed', path, claims };
    try {
      this.options.onVerdict?.(verdict);
    } catch (error) {
      queueMicrotask(() => { throw error; });
    }
    return verdict;
  }

  /** The first check that fails. */
  private async refusal({ path, action, claims, signature }: Shown, { bytes, contentType, address }: StoreRequest): Promise<Reason | undefined> {
    const { canonical, hmac, isRevoked, keyOf, skewMs, spend, store, wallNow } = this.options;
    const key = await keyOf(claims.key);
    if (key === undefined) return 'unknown-key';
    const now = wallNow();
    if (now < Number(claims.from) - skewMs) return 'not-yet-valid';
    if (now > Math.min(Number(claims.until), key.notAfter ?? Infinity)) return 'expired';
    const expected = hexOf(await hmac(key.secret, new TextEncoder().encode(canonical(store, claims))));
    if (!isSame(expected, signature)) return 'bad-signature';
    if (claims.policy !== '' && (await isRevoked(claims.policy))) return 'revoked';
    if (action === undefined || !claims.actions.split('.').includes(action) || !isWithin(claims.resource, path)) return 'not-permitted';
    if (key.rights !== undefined && !(key.rights.actions.includes(action) && isWithin(key.rights.resource, path))) return 'not-permitted';
    if (action === 'write' && claims.maxBytes !== '' && !((bytes ?? Infinity) <= Number(claims.maxBytes))) return 'too-large';
    if (action === 'write' && claims.contentType !== '' && contentType?.toLowerCase() !== claims.contentType) return 'wrong-type';
    if (claims.address !== '' && address !== claims.address) return 'wrong-address';
    if (claims.once !== '' && !(await spend(`${claims.id} ${action} ${path}`, Number(claims.until)))) return 'spent';
    return undefined;
  }
}

const standings: Readonly<Record<Reason, Standing>> = {
  malformed: undefined, 'unknown-key': 'retired', 'not-yet-valid': 'early', expired: 'expired', 'bad-signature': undefined, revoked: 'revoked',
  'not-permitted': 'open', 'too-large': 'open', 'wrong-type': 'open', 'wrong-address': 'open', spent: 'spent',
};

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
  const target = url.startsWith(`${store}/`) ? url.slice(store.length) : url;
  const [encoded = '', query, ...rest] = target.split('?');
  if (query === undefined || rest.length > 0 || !encoded.startsWith('/')) return undefined;
  const path = segmentsOf(encoded.slice(1))?.join('/');
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
  if (path === undefined || !isWhole || !/^[0-9a-f]{64}$/.test(signature)) return undefined;
  return { path, action: actionOf(method, path), claims, signature };
}
/** A slash that is encoded would be one to the next reader, and so would dots. */
function segmentsOf(path: string): readonly string[] | undefined {
  const segments = path.split('/').map(decoded);
  const isPlain = segments.every((segment, at) => segment !== undefined && segment !== '.' && segment !== '..' && !segment.includes('/') && (segment !== '' || (at > 0 && at === segments.length - 1)));
  return isPlain ? (segments as readonly string[]) : undefined;
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
const skewMsMax = 24 * 3_600_000;
const systemWallNow = Date.now;

async function webHmac(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const { subtle } = crypto;
  const imported = await subtle.importKey('raw', new Uint8Array(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', imported, new Uint8Array(data)));
}
const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
