import { everyone } from './sizes.ts';

type Values = { readonly [key: string]: unknown };
/** What an instance of the shop is told. `key` shows itself as a reference, and its secret only when it is asked to. */
export interface ShopSettings {
  readonly host: string;
  readonly port: number;
  readonly key: { reveal(): string };
  readonly limit: number;
  readonly region: string;
  readonly offer: number;
}
/** What the vault holds. It must never be seen in a row of the run. */
export const secretText = 'k-7f3a91';
export const keyReference = 'payments/key';

const portOf = (host: unknown): number => 7000 + Number(String(host).slice('pay-'.length));
/** Whether somebody listens there: each host has a port of its own. */
export const belong = (host: unknown, port: unknown): boolean => port === portOf(host);

/** The gateway after this one. */
export const nextGateway = (values: Values): Values => {
  const number = portOf(values.host) - 7000 + 1;
  return { ...values, host: `pay-${number}`, port: 7000 + number };
};
/** The mistake of somebody who quotes a number in YAML. */
export const quoted = (values: Values): Values => {
  const next = nextGateway(values);
  return { ...next, port: String(next.port) };
};

/** What is wrong with what somebody wants to publish for a label, a sentence each. */
export function problemsOf(values: Values, label: string): readonly string[] {
  if (label !== everyone) return [...(values.region === label ? [] : [`region must be ${label}.`]), ...numbers(values, ['offer'])];
  return [...numbers(values, ['port', 'limit']), ...(typeof values.host === 'string' ? [] : ['host must be a text.']), ...(typeof values.port !== 'number' || belong(values.host, values.port) ? [] : [`Nobody listens at ${String(values.host)}:${values.port}.`])];
}
const numbers = (values: Values, keys: readonly string[]): readonly string[] => keys.filter((key) => typeof values[key] !== 'number').map((key) => `${key} must be a number.`);

/** Gives merged values their type, or refuses them. */
export function shopSettings(values: Values): ShopSettings {
  const problems = problemsOf(values, everyone);
  if (problems.length > 0) throw new TypeError(problems.join(' '));
  return values as unknown as ShopSettings;
}

/** What a label says, in one text: two revisions that say the same have the same. */
export const contentOf = ({ host, port, limit, region, offer }: Values, label: string): string => (label === everyone ? `${String(host)}:${JSON.stringify(port)}, ${String(limit)} a minute` : `${String(region)}, offer ${String(offer)}`);

/** What stands in the store when a run begins. */
export const first: readonly (readonly [label: string, values: Values])[] = [
  [everyone, { host: 'pay-1', port: 7001, key: { $secret: keyReference }, limit: 30, region: 'none', offer: 0 }],
  ['north', { region: 'north', offer: 1 }],
  ['south', { region: 'south', offer: 1 }],
];
