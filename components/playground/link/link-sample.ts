import { sampleData } from '@/simulation/views/frame-sample.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { openingSettings } from '../settings-after.ts';
import type { LinkGround } from './link-ground.ts';
import type { SharedRun } from './opening.ts';

const original = Array.from({ length: 120 }, (_, line) => `  const value${line} = this.options.limit${line} ?? ${line};`).join('\n');

/** A scenario with every kind of knob and two files, for tests of links. */
export const linkData: ScenarioData = {
  ...sampleData,
  code: ['sample', 'sample.consumer'],
  knobs: [
    ...sampleData.knobs,
    { kind: 'choice', name: 'rule', label: 'Rule', group: 'Stock', help: 'What counts.', options: [{ value: 'in a row', label: 'In a row' }, { value: 'share=%', label: 'Share' }], default: 'in a row' },
    { kind: 'switch', name: 'isolate', label: 'Isolate', group: 'Stock', help: 'By hand.', default: false },
  ],
};

export const linkGround: LinkGround = {
  data: linkData,
  version: '0.1.0',
  originals: () => Promise.resolve({ sample: original, 'sample.consumer': `${original}\nexport {};\n` }),
};

/** The first experiment as it opens, and what a test says otherwise. */
export const sharedSample = (change: Partial<SharedRun> = {}, settings: Partial<SharedRun['settings']> = {}): SharedRun => ({
  settings: { ...openingSettings(linkData), ...settings }, at: 400_000, pane: 'tweak', version: '0.1.0', hash: '2bde76f11aac4887', ...change,
});

/** One of the files with a line put in. */
export const editedSample = original.replace('value7', 'changed7');
export const originalSample = original;
