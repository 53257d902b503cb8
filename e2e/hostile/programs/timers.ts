import type { HostileProgram } from '../hostile-program.ts';

/** Code that goes on over many events, so that no single one takes long. */
export const timers: readonly HostileProgram[] = [
  { name: 'timers of no time', place: 'function', outcome: 'stops', text: 'const again = () => setTimeout(again, 0);\nagain();' },
  { name: 'timers that double', place: 'function', outcome: 'stops', text: 'const again = () => { setTimeout(again, 1); setTimeout(again, 1); };\nagain();' },
  { name: 'a flood of intervals', place: 'function', outcome: 'stops', text: 'for (let more = 0; more < 1e6; more += 1) setInterval(() => undefined, 1);' },
  { name: 'a flood of awaits that nothing ends', place: 'function', outcome: 'stops', text: 'for (let more = 0; more < 1e9; more += 1) void (async () => { await new Promise(() => undefined); })();' },
  { name: 'an event that uses almost all of its steps, again and again', place: 'function', outcome: 'stops', text: 'const again = () => { for (let step = 0; step < 1_900_000; step += 1); setTimeout(again, 1); };\nagain();' },
  { name: 'aborts that abort on', place: 'function', outcome: 'stops', text: "const again = () => { const controller = new AbortController(); controller.signal.addEventListener('abort', again); controller.abort(); };\nagain();" },
];
