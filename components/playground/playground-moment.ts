import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { countUpTo } from '@/simulation/views/frame-track.ts';
import { experimentNamed } from './settings-after.ts';

/**
 * Where the playhead goes when a run arrives: it stays, or it goes to the moment that the experiment or the break is about, or to a virtual time in µs.
 * `if broken` goes to the promise that broke, and stays where none did.
 */
export type Aim = 'stay' | 'if broken' | 'telling moment' | 'violation' | number;

/** @returns virtual microseconds, within the run */
export function momentFor(aim: Aim, run: RunResult, data: ScenarioData, now: number): number {
  if (typeof aim === 'number') return within(run, aim);
  const telling = (experimentNamed(data, run.experiment)?.stillAtMs ?? 0) * 1000;
  const seeksBreak = aim === 'violation' || aim === 'if broken';
  if (seeksBreak && run.violation !== undefined) return run.endedAt;
  return within(run, aim === 'stay' || aim === 'if broken' ? now : telling);
}

export const within = (run: RunResult, at: number): number => Math.min(run.endedAt, Math.max(0, Math.round(at)));

/** The next time at which something happened, or the end. */
export function nextMoment(run: RunResult, data: ScenarioData, now: number): number {
  const { moments } = frameIndexOf(run, data);
  return within(run, moments[countUpTo(moments, now)] ?? run.endedAt);
}

/** The last time before now at which something happened, or the start. */
export function previousMoment(run: RunResult, data: ScenarioData, now: number): number {
  const { moments } = frameIndexOf(run, data);
  return moments[countUpTo(moments, now - 1) - 1] ?? 0;
}
