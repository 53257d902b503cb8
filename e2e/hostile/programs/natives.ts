import type { HostileProgram } from '../hostile-program.ts';

/** Code that spends its time inside the engine: what its built-ins do is charged by the size of what they are given, as far as that can be known. */
export const natives: readonly HostileProgram[] = [
  { name: 'a regular expression that goes back and forth', place: 'function', outcome: 'silent', text: "/^(a+)+$/.test(`${'a'.repeat(60)}!`);" },
  { name: 'a list that is nothing but its length', place: 'function', outcome: 'stops', text: 'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);' },
  { name: 'an iterator whose next is the engine’s own', place: 'function', outcome: 'silent', text: 'new Set({ [Symbol.iterator]: () => ({ next: Object }) } as unknown as Iterable<unknown>);' },
  { name: 'a power of large whole numbers', place: 'function', outcome: 'explained', text: 'const huge = 7n ** 300_000_000n;' },
  { name: 'whole numbers that square themselves', place: 'function', outcome: 'explained', text: 'let huge = 3n;\nfor (let turn = 0; turn < 40; turn += 1) huge *= huge;' },
  { name: 'a large number written out', place: 'function', outcome: 'explained', text: 'void String((1n << 100_000_000n) - 1n);' },
  { name: 'a long text that is split and joined', place: 'function', outcome: 'explained', text: "for (let turn = 0; turn < 1e6; turn += 1) 'a,'.repeat(1e6).split(',').join('');" },
  { name: 'a long list that is sorted', place: 'function', outcome: 'explained', text: 'const list = Array.from({ length: 1e6 }, (_, index) => (index * 7_919) % 1_000_003);\nfor (;;) list.reverse().sort();' },
  { name: 'a small value that is a large text', place: 'function', outcome: 'explained', text: 'let value: unknown = 0;\nfor (let turn = 0; turn < 40; turn += 1) value = [value, value];\nJSON.stringify(value);' },
];
