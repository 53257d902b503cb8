/** Plain data, compared all the way down. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  const [ones, others] = [Object.entries(one), other as Record<string, unknown>];
  return ones.length === Object.keys(others).length && ones.every(([key, value]) => isSame(value, others[key]));
}
