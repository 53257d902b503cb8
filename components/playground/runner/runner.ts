import type { RunInput, RunResult } from '@/simulation/run.ts';
import { parseRunResult } from './run-result-schema.ts';
import { openSandbox, type Sandbox, type SandboxMessage } from './sandbox.ts';
import { workerSource } from './sandbox-frame.ts';

/** A run, or why there is none, in a sentence for the reader. `superseded` by a later input needs no telling. */
export type RunOutcome =
  | { readonly kind: 'run'; readonly result: RunResult }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'refused' | 'silent' | 'unloaded' | 'garbled'; readonly sentence: string };

export interface Runner {
  /** Computes a run in the sandbox. Only the latest input counts: one that waits for its turn gives way to the next. */
  run(input: RunInput): Promise<RunOutcome>;
  /** Ends whatever runs, and takes the sandbox out of the page. */
  dispose(): void;
}

/** What the runner needs of the page, so that it can be tried without one. */
export interface RunnerPorts {
  /** The text of the simulation's one file. Rejects when it cannot be had. */
  readonly load: () => Promise<string>;
  readonly open: (receive: (message: SandboxMessage) => void) => Sandbox;
  /** Calls back once after so many ms, unless stopped before. */
  readonly wait: (ms: number, isOver: () => void) => () => void;
}

/** During a run, this long without a sign of life ends it. */
const silenceMsMax = 1000;
/** A busy page may have signs of life lying unread; they get this long to be read. */
const graceMs = 100;
/** A worker that is still compiling its file gives no sign of life. */
const loadMsMax = 15_000;

interface Job {
  readonly number: number;
  readonly input: RunInput;
  readonly settle: (outcome: RunOutcome) => void;
}

/** One sandbox at a time, opened when first needed and after each that had to be removed. */
export function createRunner({ load, open, wait }: RunnerPorts): Runner {
  let text: Promise<string> | undefined;
  let sandbox: Sandbox | undefined;
  let isLoaded = false;
  let running: Job | undefined;
  let waiting: Job | undefined;
  let runs = 0;
  let stopWaiting = () => {};

  const expectLife = (ms: number) => {
    stopWaiting();
    stopWaiting = wait(ms, () => {
      stopWaiting = wait(graceMs, () => end({ kind: 'silent', sentence: silence(ms) }));
    });
  };
  const close = () => {
    stopWaiting();
    sandbox?.remove();
    sandbox = undefined;
    isLoaded = false;
  };
  const settle = (outcome: RunOutcome) => {
    stopWaiting();
    const job = running;
    running = undefined;
    job?.settle(outcome);
    if (waiting !== undefined) void start(waiting);
  };
  /** The sandbox is not to be trusted with another run. */
  const end = (outcome: RunOutcome) => {
    close();
    settle(outcome);
  };
  const ask = ({ number, input }: Job) => {
    sandbox?.send({ type: 'run', run: number, input });
    expectLife(silenceMsMax);
  };
  const receive = (from: Sandbox, message: SandboxMessage) => {
    if (from !== sandbox) return;
    if (message.type === 'loaded') {
      isLoaded = true;
      if (running !== undefined) ask(running);
    } else if (message.type === 'crashed') end({ kind: 'unloaded', sentence: `The simulation could not start: ${message.message.slice(0, 300)}` });
    else if (running === undefined) return;
    else if (message.type === 'beat') expectLife(silenceMsMax);
    else if (message.run === running.number) answered(message);
  };
  const answered = (message: Extract<SandboxMessage, { readonly run: number }>) => {
    if (message.type === 'refused') {
      const words = message.message.slice(0, 500);
      return settle({ kind: 'refused', sentence: message.name === 'InputError' ? words : `The simulation stopped: ${words}` });
    }
    const result = parseRunResult(message.json);
    if (result === undefined) end({ kind: 'garbled', sentence: 'What the simulation sent back was not a run, so it is not shown.' });
    else settle({ kind: 'run', result });
  };
  const start = async (job: Job) => {
    running = job;
    waiting = undefined;
    if (isLoaded) return ask(job);
    if (sandbox !== undefined) return;
    try {
      text ??= load();
      const simulation = await text;
      if (running === undefined) return;
      const opened = open((message) => receive(opened, message));
      sandbox = opened;
      opened.send({ type: 'load', source: workerSource(simulation) });
      expectLife(loadMsMax);
    } catch {
      text = undefined;
      end({ kind: 'unloaded', sentence: 'The simulation could not be fetched. Check the connection, then try again.' });
    }
  };

  return {
    run: (input) =>
      new Promise((resolve) => {
        runs += 1;
        const job: Job = { number: runs, input, settle: resolve };
        if (running === undefined) return void start(job);
        waiting?.settle({ kind: 'superseded' });
        waiting = job;
      }),
    dispose: () => {
      waiting?.settle({ kind: 'superseded' });
      waiting = undefined;
      end({ kind: 'superseded' });
    },
  };
}

const silence = (ms: number) => `The run gave no sign of life for ${Math.round(ms / 1000)} s and was ended. Change something to try again.`;

/** The page's own ports. The file is the same that the command line and the tests evaluate. */
export const runnerFor = (slug: string): Runner =>
  createRunner({
    load: async () => {
      const response = await fetch(`/simulation/${slug}.js`);
      if (!response.ok) throw new Error(`The simulation answered ${response.status}.`);
      return response.text();
    },
    open: openSandbox,
    wait: (ms, isOver) => {
      const timer = setTimeout(isOver, ms);
      return () => clearTimeout(timer);
    },
  });
