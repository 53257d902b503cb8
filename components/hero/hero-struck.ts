import { endMs, type Fault } from '@/simulation/fault.ts';
import type { Hero } from '@/simulation/hero.ts';

/** Whether the hero's own fault holds already, so that it cannot strike again. */
export const isHeroStruck = (faults: readonly Fault[], { fault: { kind, target } }: Hero['action'], atMs: number): boolean =>
  faults.some((fault) => fault.kind === kind && fault.target === target && fault.atMs <= atMs && atMs < (endMs(fault, faults) ?? Infinity));
