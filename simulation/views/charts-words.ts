/** `310 ms`, `3.1 s`. */
export const timeText = (us: number): string => (us < 1_000_000 ? `${Math.round(us / 1000)} ms` : `${Math.round(us / 100_000) / 10} s`);

/** A number as a reader wants it: whole from ten on, else one decimal. */
export const numberText = (value: number): string => (Math.abs(value) >= 10 ? Math.round(value).toLocaleString('en-US') : String(Math.round(value * 10) / 10));

/** A value with its unit; one in ms is told as a time. */
export const valueText = (value: number, unit: string): string => (unit === 'ms' ? timeText(value * 1000) : `${numberText(value)} ${unit}`.trimEnd());

/** `12 points more`: an amount in words, and which way. Nothing to tell is `the same`. */
export function amountText(more: number, words: (amount: number) => string, way: readonly [more: string, less: string]): string {
  const amount = words(Math.abs(more));
  return amount === words(0) ? 'the same' : `${amount} ${more > 0 ? way[0] : way[1]}`;
}

/** `median 310 ms lower`. */
export function medianText(more: number, words: (amount: number) => string): string {
  const amount = amountText(more, words, ['higher', 'lower']);
  return amount === 'the same' ? 'the same median' : `median ${amount}`;
}
