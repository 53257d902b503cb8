import type { ScenarioPromise } from '../../../simulation/scenario.ts';
import { promisesOfHealth } from './promises-of-health.ts';
import { promisesOfLines } from './promises-of-lines.ts';
import { promisesOfNumbers } from './promises-of-numbers.ts';
import { promisesOfServices } from './promises-of-services.ts';

export const promises: readonly ScenarioPromise[] = [...promisesOfLines, ...promisesOfHealth, ...promisesOfNumbers, ...promisesOfServices];
