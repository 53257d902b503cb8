import type { Decisive } from '../../../simulation/scenario.ts';

export const decisive: readonly Decisive[] = [
  { line: 'if (this.letInAt.length >= limit) throw', label: 'The window is full: turned away' },
  { line: 'this.letInAt.push(now);', label: 'There is room: let through, and noted' },
  { line: '<= now) this.letInAt.shift();', label: 'A call leaves the window: its place is free' },
];
