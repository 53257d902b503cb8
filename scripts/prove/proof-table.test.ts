import { expect, it } from 'vitest';
import type { Finding, Job } from './jobs.ts';
import { proofTable } from './proof-table.ts';

const finding = (job: Job, rest: Partial<Finding> = {}): Finding => ({ job, runs: 1, tookMs: 1, events: 10, checks: {}, failures: [], ...rest });
const promise = (name: string) => ({ name }) as never;

it('A table of what was proved has a row for each pattern, tells its experiments from its breaks, and keeps what it said of others', () => {
  const findings = [
    finding({ slug: 'retry', kind: 'experiment', experiment: 'spike', seeds: [1, 2] }, { runs: 2, events: 1500, checks: { bounded: 1200, ends: 3 }, failures: ['spike, seed 2: bounded'] }),
    finding({ slug: 'retry', kind: 'experiment', experiment: 'calm', seeds: [1] }, { checks: { bounded: 4 } }),
    finding({ slug: 'retry', kind: 'break', experiment: 'spike', name: 'no-budget' }, { checks: { bounded: 99 }, failures: ['no-budget did not break'] }),
    finding({ slug: 'cqrs', kind: 'experiment', experiment: 'calm', seeds: [1] }, { checks: { whole: 2 } }),
  ];
  const before = ['| Pattern | Seeds |', '| retry | 5 | old |', '| bulkhead | 7 | kept |', '| gone | 9 | old |'].join('\n');
  const table = proofTable(['bulkhead', 'cqrs', 'retry'], [{ slug: 'cqrs', promises: [promise('whole')] }, { slug: 'retry', promises: [promise('bounded'), promise('ends')] }], 1000, findings, before);
  expect(table.split('\n').slice(2)).toEqual([
    '| bulkhead | 7 | kept |',
    '| cqrs | 1,000 | 1 | 0 | 10 | 1 | 2 | 2 (`whole`) | 0 | 0 |',
    '| retry | 1,000 | 3 | 1 | 1,510 | 2 | 1,207 | 3 (`ends`) | 1 | 1 |',
  ]);
});
