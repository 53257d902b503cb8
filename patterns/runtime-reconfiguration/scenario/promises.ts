import type { ScenarioPromise } from '../../../simulation/scenario.ts';
import { liveness } from './liveness.ts';
import { promisesOfChanges } from './promises-of-changes.ts';
import { promisesOfCharges } from './promises-of-charges.ts';

const all: readonly ScenarioPromise[] = [...promisesOfCharges, ...promisesOfChanges, ...liveness];
/** Where one event breaks several, the first of them is told: the more particular ones stand before those that they imply. */
const order = ['one-version', 'as-before', 'all-or-none', 'no-going-back', 'no-invalid', 'nothing-dropped', 'restart-whole', 'bad-stays-few', 'stays-in', 'newest-wins', 'active-in-time', 'freed'];

export const promises: readonly ScenarioPromise[] = order.map((name) => all.find((promise) => promise.name === name)!);
