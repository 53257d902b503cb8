import { describe, expect, it } from 'vitest';
import type { RunResult } from '@/simulation/run.ts';
import { sampleRun } from '@/simulation/views/frame-sample.ts';
import { comparisonWords, differenceWords } from './comparison-words.ts';

const pattern = (metrics: RunResult['metrics'], change: Partial<RunResult> = {}) => sampleRun([], [], { metrics, ...change });
const control = (metrics: RunResult['metrics'], change: Partial<RunResult> = {}) => sampleRun([], [], { metrics, control: true, ...change });

describe('the difference between two arms', () => {
  it('is told from the world without the pattern: what is answered first, then what is not', () => {
    expect(differenceWords(pattern({ ok: 500, failed: 20, timeout: 3, rejected: 1318 }), control({ ok: 404, failed: 234, timeout: 3, rejected: 0 }))).toBe(
      'Without it 96 fewer requests are answered, 214 more fail and 1,318 fewer are rejected.',
    );
  });

  it('counts one request as one', () => {
    expect(differenceWords(pattern({ ok: 5 }), control({ ok: 4, timeout: 1 }))).toBe('Without it 1 fewer request is answered and 1 more times out.');
  });

  it('may be none', () => {
    expect(differenceWords(pattern({ ok: 5 }), control({ ok: 5 }))).toBe('Without it every request ends as it does with it.');
  });

  it('is not told in totals where one of them stopped early', () => {
    expect(differenceWords(pattern({ ok: 5 }, { status: 'violated', endedAt: 412_300 }), control({ ok: 90 }))).toBe('With the pattern the run stopped at 0.412 s. The charts compare the time until then.');
  });

  it('reads the same whichever of the two is shown', () => {
    const [one, other] = [pattern({ ok: 5 }), control({ ok: 3 })];
    expect(comparisonWords(other, one, 'stands')).toBe(comparisonWords(one, other, 'stands'));
  });
});
