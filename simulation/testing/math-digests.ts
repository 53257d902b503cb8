import { chanceOf } from '../chance.ts';
import { RunningHash } from '../running-hash.ts';
import { binary, unary } from './math-samples.ts';

const samples = 10_000;

/** For each function, a digest over what it gives for 10,000 inputs: an engine that gives another bit anywhere is noticed. */
export function mathDigests(): Readonly<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const [name, { portable, from, to }] of Object.entries(unary)) digests[name] = digest(name, from, to, (draw) => portable(draw()));
  for (const [name, { portable, from, to }] of Object.entries(binary)) digests[name] = digest(name, from, to, (draw) => portable(draw(), draw()));
  return digests;
}

function digest(name: string, from: number, to: number, sample: (draw: () => number) => number): string {
  const chance = chanceOf(1, `math:${name}`);
  const hash = new RunningHash();
  const draw = () => from + chance() * (to - from);
  for (let count = 0; count < samples; count += 1) hash.number(sample(draw));
  return hash.digest();
}
