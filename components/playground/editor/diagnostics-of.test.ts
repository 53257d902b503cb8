import { expect, it } from 'vitest';
import type { Finding } from '@/simulation/language/protocol.ts';
import { diagnosticsOf } from './diagnostics-of.ts';

const finding = (from: number, to: number, kind: Finding['kind'] = 'type'): Finding => ({ from, to, line: 1, message: 'No.', kind });
const ranges = (findings: readonly Finding[], length: number) => diagnosticsOf(findings, length).map(({ from, to }) => [from, to]);

it('underlines what was found, from top to bottom, and says of what kind it is', () => {
  expect(diagnosticsOf([finding(5, 8, 'stops'), finding(1, 3)], 10)).toEqual([
    { from: 1, to: 3, severity: 'error', message: 'No.', markClass: 'cm-finding-type' },
    { from: 5, to: 8, severity: 'error', message: 'No.', markClass: 'cm-finding-stops' },
  ]);
});

it('underlines one character where nothing is missing but something, also at the end of the text', () => {
  expect(ranges([finding(4, 4)], 10)).toEqual([[4, 5]]);
  expect(ranges([finding(10, 10)], 10)).toEqual([[9, 10]]);
  expect(ranges([finding(7, 99)], 10)).toEqual([[7, 10]]);
  expect(ranges([finding(0, 0)], 0)).toEqual([[0, 0]]);
});
