import type { ScenarioPromise } from '../../../simulation/scenario.ts';
import { promisesOfKeys } from './promises-of-keys.ts';
import { promisesOfSides } from './promises-of-sides.ts';

export const promises: readonly ScenarioPromise[] = [...promisesOfKeys, ...promisesOfSides];
