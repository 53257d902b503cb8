import type { HostileProgram } from '../hostile-program.ts';

const grows = { place: 'function', outcome: 'stops' } as const;

/** Code that asks for more and more memory. */
export const memory: readonly HostileProgram[] = [
  { ...grows, name: 'a list that is pushed to', text: 'const all: unknown[] = [];\nfor (;;) all.push(all);' },
  { ...grows, name: 'a list of lists', text: 'const all: unknown[] = [];\nfor (;;) all.push(new Array(1_000).fill(0));' },
  { ...grows, name: 'a list of a thousand million', text: 'const all = new Array(1e9);\nfor (;;) all.push(1);' },
  { ...grows, name: 'a list of a hundred million that is filled', text: 'new Array(1e8).fill(1);' },
  { ...grows, name: 'a list made from its length', text: 'Array.from({ length: 1e8 });' },
  { ...grows, name: 'a list that is spread twice into itself', text: 'let all: number[] = [1];\nfor (;;) all = [...all, ...all];' },
  { ...grows, name: 'a list that is joined to itself', text: 'let all: number[] = [1];\nfor (;;) all = all.concat(all);' },
  { ...grows, name: 'a text that is repeated', text: "const all: string[] = [];\nfor (;;) all.push('x'.repeat(1e8));" },
  { ...grows, name: 'a text that is padded', text: "const all: string[] = [];\nfor (;;) all.push(`${all.length}`.padStart(1e7));" },
  { name: 'a text that is added to itself', place: 'function', outcome: 'explained', text: "let all = 'x';\nfor (;;) all += all;" },
  { ...grows, name: 'typed arrays', text: 'const all: Float64Array[] = [];\nfor (;;) all.push(new Float64Array(1e6).fill(1));' },
  { ...grows, name: 'one buffer of many gigabytes', text: 'new ArrayBuffer(2 ** 40);' },
  { ...grows, name: 'a map that grows', text: 'const all = new Map<number, object>();\nfor (let key = 0; key > -1; key += 1) all.set(key, {});' },
  { ...grows, name: 'clones of clones', text: 'let all: unknown[] = [1, 2, 3];\nfor (;;) all = [structuredClone(all), structuredClone(all)];' },
  { ...grows, name: 'closures that hold lists', text: 'let all = (): unknown => 0;\nfor (;;) { const held = all; const list = new Array(100).fill(0); all = () => [held, list]; }' },
  { ...grows, name: 'errors that hold one another', text: "let all = new Error('first');\nfor (;;) all = new Error('next', { cause: all });" },
];
