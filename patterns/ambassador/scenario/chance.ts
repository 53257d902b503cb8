/** Whether so many of so many, each with the same chance, are fewer and more than all but the unlikely: the exact binomial, a tail on each side. */
export function isLikely(many: number, of: number, share: number, unlikely: number): boolean {
  if (share === 0 || share === 1) return many === of * share;
  let logChance = of * Math.log(1 - share);
  let [atMost, atLeast] = [0, 0];
  for (let count = 0; count <= of; count += 1) {
    const chance = Math.exp(logChance);
    if (count <= many) atMost += chance;
    if (count >= many) atLeast += chance;
    logChance += Math.log(((of - count) / (count + 1)) * (share / (1 - share)));
  }
  return Math.min(atMost, atLeast) >= unlikely / 2;
}
