import type { ScenarioPromise } from '../../../simulation/scenario.ts';
import { liveness } from './liveness.ts';
import { safety } from './safety.ts';
import { unharmed } from './unharmed.ts';

export const promises: readonly ScenarioPromise[] = [unharmed, ...safety, ...liveness];
