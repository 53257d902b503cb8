/** Virtual microseconds as seconds to the millisecond, without the unit: `15.640`. */
export const preciseSeconds = (us: number): string => (us / 1_000_000).toFixed(3);

/** Virtual microseconds as seconds, without digits that say nothing: `30`, `2.5`. */
export const roundSeconds = (us: number): string => String(Math.round(us / 100_000) / 10);

/** Virtual microseconds as seconds to the millisecond at most: `6`, `15.64`. */
export const shortSeconds = (us: number): string => String(Math.round(us / 1000) / 1000);
