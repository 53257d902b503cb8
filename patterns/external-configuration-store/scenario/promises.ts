import type { ScenarioPromise } from '../../../simulation/scenario.ts';
import { liveness } from './liveness.ts';
import { safety } from './safety.ts';

export const promises: readonly ScenarioPromise[] = [...safety, ...liveness];
