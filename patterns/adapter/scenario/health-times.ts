import type { Knobs } from '../../../simulation/scenario.ts';

/** How long so many failed probes take, in ms: for that long a service may still be healthy while they fail. */
export const forgiveMs = ({ failures, everyMs, probeTimeoutMs }: Knobs): number => (failures as number) * ((everyMs as number) + (probeTimeoutMs as number));
