import type { ScenarioData } from '@/simulation/scenario.ts';
import { compiledEdits } from '../editor/compiled-edits.ts';
import { SandboxRunner, type Runner } from './runner.ts';
import { openSandbox } from './sandbox.ts';
import { waitAwake } from './wait-awake.ts';

/** The page's own runner of a pattern. The simulation's file is the same that the command line and the tests evaluate. */
export const runnerFor = (data: ScenarioData): Runner =>
  new SandboxRunner({
    load: async () => {
      const response = await fetch(`/simulation/${data.slug}.js`);
      if (!response.ok) throw new Error(`The simulation answered ${response.status}.`);
      return response.text();
    },
    compile: compiledEdits(data),
    open: openSandbox,
    wait: waitAwake,
  });
