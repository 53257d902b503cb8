import type { Knobs } from './scenario.ts';

/** A file that a platform reads: the pattern of the simulated world as one would run it. */
export interface DeploymentFile {
  /** Begins with the pattern's slug: `proxy.pod.yaml`. */
  readonly name: string;
  readonly platform: 'Kubernetes' | 'Compose';
  /** YAML, in one document or several. */
  readonly text: string;
}
/** What a pattern's scenario/deployment.ts makes from the knobs as they stand. Every knob is given. */
export type Deployment = (knobs: Knobs) => readonly DeploymentFile[];
