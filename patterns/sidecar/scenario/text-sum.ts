const joined = (sum: number, next: number) => (Math.imul(sum, 31) + next) >>> 0;

/** What a text is told from another by, in a number. */
export function sumOf(text: string): number {
  let sum = 0;
  for (let place = 0; place < text.length; place += 1) sum = joined(sum, text.charCodeAt(place));
  return sum;
}
/** The sums of several texts as one, in their order. */
export const sumOfAll = (sums: readonly number[]): number => sums.reduce(joined, 0);
