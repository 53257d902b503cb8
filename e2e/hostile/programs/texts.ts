import type { HostileProgram } from '../hostile-program.ts';

const runs = { place: 'module', outcome: 'runs' } as const;
const refused = { place: 'module', outcome: 'refused' } as const;
const nested = (open: string, close: string, times = 10_000) => `void ${open.repeat(times)}0${close.repeat(times)};`;

/** Texts that are hard on whatever reads them: the page, the compiler, the script that they become part of. */
export const texts: readonly HostileProgram[] = [
  { ...runs, name: 'a text that ends a script', text: "const markup = '</script><script>document.title = 1</script><!--';\nvoid markup;" },
  { ...runs, name: 'a comparison that a script reads as a comment', text: "let [less, more] = [1, 2];\nif (less<!--more) throw new Error('It was read as a comment.');\nwhile (less-->0) void less;" },
  { ...runs, name: 'separators of lines and paragraphs', text: "const separators = '\u2028\u2029' + `\u2028\u2029` + /[\u200b\ufeff]/.source; // \u2028 void separators;" },
  { ...runs, name: 'half of a surrogate pair, and what turns the direction', text: "const halves = '\ud800' + '\u202e' + '\udc00';\nvoid halves;" },
  { ...runs, name: 'the address of a source map', text: '//# sourceMappingURL=http://ELSEWHERE/map\n//# sourceURL=http://ELSEWHERE/source\nvoid `\n//# sourceMappingURL=http://ELSEWHERE/template\n`;' },
  { ...runs, name: 'dollars and back references', text: "const dollars = \"$& $` $' $1 $$ ${'{'} \\\\\";\nvoid dollars;" },
  { ...runs, name: 'a line of forty thousand characters', text: `const long = '${'x'.repeat(40_000)}';` },
  { ...runs, name: 'names of Object.prototype', text: 'const __proto__ = 1, constructor = 2, hasOwnProperty = 3;\nvoid { __proto__, constructor, hasOwnProperty, valueOf: 4 };' },
  { ...refused, name: 'more than 4,095 lines', says: /lines/, text: '\n'.repeat(4_200) },
  { ...refused, name: 'more than 64,000 characters', says: /64,?000/, text: `// ${'x'.repeat(64_000)}` },
  { ...refused, name: 'a text that ends in the middle', text: 'const half = `never closed' },
  { ...refused, name: 'ten thousand parentheses', text: nested('(', ')') },
  { ...refused, name: 'ten thousand brackets', text: nested('[', ']') },
  { ...refused, name: 'ten thousand functions in one another', text: nested('()=>', '', 8_000) },
  { ...refused, name: 'ten thousand conditions in one another', text: `${'if(1)'.repeat(8_000)};` },
  { ...refused, name: 'a sum of twenty thousand', text: `void (0${'+1'.repeat(20_000)});` },
  { ...refused, name: 'ten thousand openings that nothing closes', text: '{(['.repeat(10_000) },
  { name: 'types that go round', place: 'module', outcome: 'runs', text: 'type Round<T> = T extends [infer First, ...infer Rest] ? Round<[...Rest, First, First]> : never;\ntype Endless = Round<[1, 2, 3]>;\nconst round: Endless = 0;\nvoid round;' },
  { name: 'types that multiply', place: 'module', outcome: 'runs', text: "type Letter = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j';\ntype Words = `${Letter}${Letter}${Letter}${Letter}${Letter}${Letter}${Letter}`;\nconst word: Words = 0;\nvoid word;" },
];
