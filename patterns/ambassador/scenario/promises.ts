import type { ScenarioPromise } from '../../../simulation/scenario.ts';
import { promisesOfBreakers } from './promises-of-breakers.ts';
import { promisesOfCalls } from './promises-of-calls.ts';
import { promisesOfKeys } from './promises-of-keys.ts';
import { promisesOfVersions } from './promises-of-versions.ts';

/** Judged from what went over the links, and to whom. */
export const promises: readonly ScenarioPromise[] = [...promisesOfCalls, ...promisesOfKeys, ...promisesOfBreakers, ...promisesOfVersions];
