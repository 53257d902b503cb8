import type { RunInput } from '@/simulation/run.ts';
import { answers } from './answers.ts';
import { placeWords, superseded, type CodePlace, type RunOutcome, type Told } from './run-outcome.ts';
import { parseRunResult } from './run-result-schema.ts';
import type { Sandbox, SandboxMessage } from './sandbox.ts';

/** What is needed of the page, so that it can be tried without one. */
export interface SandboxPorts {
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

/** Where a run was, and after how many steps. */
type LifeSign = Pick<Extract<SandboxMessage, { readonly type: 'beat' }>, 'file' | 'line' | 'steps'>;

interface Job {
  readonly number: number;
  readonly input: RunInput;
  readonly locate: number | undefined;
  readonly settle: (outcome: RunOutcome) => void;
}

/** A sandbox with a simulation in it, which computes one run at a time and is watched for signs of life. Once it is over, it is of no more use. */
export class WatchedSandbox {
  isOver = false;
  private readonly wait: SandboxPorts['wait'];
  private readonly sandbox: Sandbox;
  private isLoaded = false;
  private job: Job | undefined;
  private sign: LifeSign | undefined;
  private stopWaiting = () => {};

  constructor({ open, wait }: SandboxPorts, source: string) {
    this.wait = wait;
    this.sandbox = open((message) => this.receive(message));
    this.sandbox.send({ type: 'load', source });
    this.expectLife(loadMsMax);
  }

  /**
   * @param number tells its answer from those to others: no two runs may have the same
   * @param locate how far an earlier run of this input came before it fell silent: from there on it goes slowly, and tells every line
   */
  run(number: number, input: RunInput, locate?: number): Promise<RunOutcome> {
    return new Promise((settle) => {
      this.job = { number, input, locate, settle };
      if (this.isLoaded) this.ask(this.job);
    });
  }

  /** The last sign of life of the last run. */
  get lastSign(): LifeSign | undefined {
    return this.sign;
  }

  /** Takes the sandbox out of the page; a run that is under way has this outcome. */
  end(outcome: RunOutcome = superseded): void {
    if (this.isOver) return;
    this.isOver = true;
    this.sandbox.remove();
    this.settle(outcome);
  }

  private ask({ number, input, locate }: Job): void {
    this.sign = undefined;
    this.sandbox.send({ type: 'run', run: number, input, ...(locate !== undefined && { locate }) });
    this.expectLife(silenceMsMax);
  }

  private receive(message: SandboxMessage): void {
    if (this.isOver) return;
    if (message.type === 'loaded') {
      if (this.isLoaded) return;
      this.isLoaded = true;
      this.stopWaiting();
      if (this.job !== undefined) this.ask(this.job);
    } else if (message.type === 'crashed') this.end(this.isLoaded ? { kind: 'garbled', sentence: `The run was ended. ${message.message}` } : { kind: 'unloaded', sentence: `The simulation could not start: ${message.message}` });
    else if (this.job === undefined || !this.isLoaded) return;
    else if (message.type === 'beat') {
      // Between two events the run is nowhere in the code: it was last where it was before.
      this.sign = { ...(message.file === '' ? (this.sign ?? message) : message), steps: message.steps };
      this.expectLife(silenceMsMax);
    } else if (message.run === this.job.number) this.answer(message, this.job.input);
  }

  private answer(message: Extract<SandboxMessage, { readonly run: number }>, input: RunInput): void {
    if (message.type === 'refused') {
      return this.settle({ kind: 'refused', sentence: message.name === 'InputError' ? message.message : `The simulation stopped: ${message.message}` });
    }
    const result = parseRunResult(message.json);
    if (result === undefined || !answers(result, input)) this.end({ kind: 'garbled', sentence: 'What the simulation sent back was not the run that was asked for, so it is not shown.' });
    else this.settle({ kind: 'run', result });
  }

  private settle(outcome: RunOutcome): void {
    this.stopWaiting();
    const { job } = this;
    this.job = undefined;
    job?.settle(outcome);
  }

  private expectLife(ms: number): void {
    this.stopWaiting();
    this.stopWaiting = this.wait(ms, () => {
      this.stopWaiting = this.wait(graceMs, () => this.end(this.isLoaded ? { kind: 'silent', ...silence(placeOf(this.sign)) } : { kind: 'unloaded', sentence: tooSlow }));
    });
  }
}

/** Signs of life say where the run is, once it came to the pattern's code. */
export const placeOf = (sign: LifeSign | undefined): CodePlace | undefined => (sign === undefined || sign.file === '' ? undefined : { file: sign.file, line: sign.line });

const tooSlow = `The simulation did not start within ${loadMsMax / 1000} s.`;
const silenceText = `The run gave no sign of life for ${Math.round(silenceMsMax / 1000)} s and was ended`;
/** What is said at once, while the line is looked for. */
export const silenceAtFirst = `${silenceText}. Its line is being looked for.`;
export const silence = (place: CodePlace | undefined): Told => (place === undefined ? { sentence: `${silenceText}.` } : { sentence: `${silenceText}; it was last at ${placeWords(place)}.`, place });
