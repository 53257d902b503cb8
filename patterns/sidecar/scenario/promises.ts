import type { ScenarioPromise } from '../../../simulation/scenario.ts';
import { asWritten } from './as-written.ts';
import { liveness } from './liveness.ts';
import { podPromises } from './pod-promises.ts';
import { safety } from './safety.ts';
import { unharmed } from './unharmed.ts';

export const promises: readonly ScenarioPromise[] = [unharmed, ...safety, asWritten, ...liveness, ...podPromises];
