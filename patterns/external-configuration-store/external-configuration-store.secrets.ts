/**
 * Puts secrets in the place of the references that settings hold, `{ $secret: 'payments/key' }`, and keeps them out of logs. Do not use it to
 * store secrets: that is the work of a vault, and the settings only name them, with a version, so that a rotation is a change. Its one port finds
 * a secret by its reference.
 */
export type FindSecret = (reference: string, signal: AbortSignal) => PromiseLike<string>;
export type Values = { readonly [key: string]: unknown };
/** It shows itself to whoever asks for it by name, and to no log, no JSON and no inspection. */
export class Secret {
  readonly reference: string;
  readonly reveal: () => string;
  constructor(reference: string, value: string) {
    this.reference = reference;
    this.reveal = () => value; // in a closure: no spread and no clone comes to it
    Object.freeze(this);
  }
  toString(): string { return `[secret ${this.reference}]`; }
  toJSON(): string { return this.toString(); }
}
/** The secret behind this reference could not be had. What the port said is the cause. */
export class SecretUnavailableError extends Error {
  override readonly name = 'SecretUnavailableError';
  readonly code = 'SECRET_UNAVAILABLE';
  readonly reference: string;
  constructor(reference: string, cause?: unknown) {
    super(`The secret ${reference} could not be had.`, { cause });
    this.reference = reference;
  }
}

/** The same values with a `Secret` for each reference, however deep it lies. Each reference is looked up once. */
export async function withSecrets(values: Values, find: FindSecret, signal: AbortSignal = new AbortController().signal): Promise<Values> {
  signal.throwIfAborted();
  if (referenceOf(values) !== undefined) throw new TypeError('The settings as a whole must be an object with a key for each, and not a reference.');
  const found = new Map<string, Secret>();
  const look = async (reference: string): Promise<void> => {
    try {
      const value: unknown = await find(reference, signal);
      if (typeof value !== 'string') throw new TypeError(`A secret must be a text, got ${typeof value}.`);
      found.set(reference, new Secret(reference, value));
    } catch (cause) {
      signal.throwIfAborted();
      throw new SecretUnavailableError(reference, cause);
    }
  };
  await Promise.all([...referencesIn(values)].map(look));
  return filled(values, found) as Values;
}

function referenceOf(value: object): string | undefined {
  const reference = (value as Values).$secret;
  return typeof reference === 'string' && Object.keys(value).length === 1 ? reference : undefined;
}
/** References of these settings, for a check before they are published. */
export function referencesIn(value: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return found;
  const reference = referenceOf(value);
  if (reference !== undefined) return found.add(reference);
  for (const inner of Object.values(value)) referencesIn(inner, found);
  return found;
}
function filled(value: unknown, found: ReadonlyMap<string, Secret>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const reference = referenceOf(value);
  if (reference !== undefined) return found.get(reference);
  if (Array.isArray(value)) return value.map((inner) => filled(inner, found));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, found)]));
}
