import type { Edits } from '@/simulation/edits/edits.ts';
import type { CompileAnswer } from '@/simulation/language/protocol.ts';
import type { RunInput, RunResult } from '@/simulation/run.ts';
import { sampleRun } from '@/simulation/views/frame-sample.ts';
import { SandboxRunner } from './runner.ts';
import type { Sandbox, SandboxMessage, SandboxOrder } from './sandbox.ts';

interface HeldSandbox {
  readonly orders: SandboxOrder[];
  removed: boolean;
  readonly say: (message: SandboxMessage) => void;
}
interface Held {
  readonly load?: () => Promise<string>;
  readonly compile?: (edits: Edits) => Promise<CompileAnswer>;
}

/** The runner with a page in the hand, for its tests: sandboxes that say what the test says, and time that passes when the test lets it. */
export function runnerInHand({ load = async () => 'the file', compile = compiled }: Held = {}) {
  const sandboxes: HeldSandbox[] = [];
  let timers: { ms: number; isOver: () => void }[] = [];
  const runner = new SandboxRunner({
    load,
    compile,
    open: (receive): Sandbox => {
      const sandbox: HeldSandbox = { orders: [], removed: false, say: receive };
      sandboxes.push(sandbox);
      return { send: (order) => void sandbox.orders.push(order), remove: () => void (sandbox.removed = true) };
    },
    wait: (ms, isOver) => {
      const timer = { ms, isOver };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
  });
  const pass = (ms: number) => {
    const due = timers.filter((timer) => timer.ms <= ms);
    timers = timers.filter((timer) => timer.ms > ms);
    for (const { isOver } of due) isOver();
  };
  /** A sandbox stands, and gives back what was asked of it last. */
  const answer = async (sandbox: HeldSandbox | undefined, change: Partial<RunResult> = {}) => {
    sandbox!.say({ type: 'loaded' });
    const asked = sandbox!.orders.findLast((order) => order.type === 'run')!;
    sandbox!.say({ type: 'result', run: asked.run, json: JSON.stringify(sampleRun([], [], { ...(asked.input as RunInput), ...change })) });
    await settled();
  };
  return { runner, sandboxes, pass, answer, waits: () => timers.map(({ ms }) => ms) };
}

/** What was promised has come, and what waited for it was told. */
export const settled = async () => void (await new Promise((resolve) => setTimeout(resolve, 0)));

const compiled = async (edits: Edits): Promise<CompileAnswer> => ({ ok: true, files: Object.keys(edits).map((file) => ({ file, code: `(() => ${JSON.stringify(edits[file])})`, decisive: [] })) });
