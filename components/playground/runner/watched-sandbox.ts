import type { RunInput } from '@/simulation/run.ts';
import { answers } from './answers.ts';
import { placeWords, superseded, type CodePlace, type RunOutcome } from './run-outcome.ts';
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

interface Job {
  readonly number: number;
  readonly input: RunInput;
  readonly settle: (outcome: RunOutcome) => void;
}

/** A sandbox with a simulation in it, which computes one run at a time and is watched for signs of life. Once it is over, it is of no more use. */
export class WatchedSandbox {
  isOver = false;
  private readonly wait: SandboxPorts['wait'];
  private readonly sandbox: Sandbox;
  private isLoaded = false;
  private job: Job | undefined;
  private lastPlace: CodePlace | undefined;
  private stopWaiting = () => {};

  constructor({ open, wait }: SandboxPorts, source: string) {
    this.wait = wait;
    this.sandbox = open((message) => this.receive(message));
    this.sandbox.send({ type: 'load', source });
    this.expectLife(loadMsMax);
  }

  /** @param number tells its answer from those to others: no two runs may have the same */
  run(number: number, input: RunInput): Promise<RunOutcome> {
    return new Promise((settle) => {
      this.job = { number, input, settle };
      if (this.isLoaded) this.ask(this.job);
    });
  }

  /** Takes the sandbox out of the page; a run that is under way has this outcome. */
  end(outcome: RunOutcome = superseded): void {
    if (this.isOver) return;
    this.isOver = true;
    this.sandbox.remove();
    this.settle(outcome);
  }

  private ask({ number, input }: Job): void {
    this.lastPlace = undefined;
    this.sandbox.send({ type: 'run', run: number, input });
    this.expectLife(silenceMsMax);
  }

  private receive(message: SandboxMessage): void {
    if (this.isOver) return;
    if (message.type === 'loaded') {
      if (this.isLoaded) return;
      this.isLoaded = true;
      this.stopWaiting();
      if (this.job !== undefined) this.ask(this.job);
    } else if (message.type === 'crashed') this.end({ kind: 'unloaded', sentence: `The simulation could not start: ${message.message.slice(0, 300)}` });
    else if (this.job === undefined || !this.isLoaded) return;
    else if (message.type === 'beat') {
      this.lastPlace = placeOf(message) ?? this.lastPlace;
      this.expectLife(silenceMsMax);
    } else if (message.run === this.job.number) this.answer(message, this.job.input);
  }

  private answer(message: Extract<SandboxMessage, { readonly run: number }>, input: RunInput): void {
    if (message.type === 'refused') {
      const words = message.message.slice(0, 500);
      return this.settle({ kind: 'refused', sentence: message.name === 'InputError' ? words : `The simulation stopped: ${words}` });
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
      this.stopWaiting = this.wait(graceMs, () => this.end({ kind: 'silent', ...silence(ms, this.lastPlace) }));
    });
  }
}

/** Signs of life say where the run is, once it came somewhere. */
const placeOf = ({ file = '', line = 0 }: Partial<CodePlace>): CodePlace | undefined => (file === '' ? undefined : { file, line });

function silence(ms: number, place: CodePlace | undefined): { readonly sentence: string; readonly place?: CodePlace } {
  const ended = `The run gave no sign of life for ${Math.round(ms / 1000)} s and was ended`;
  return place === undefined ? { sentence: `${ended}.` } : { sentence: `${ended}; it was last at ${placeWords(place)}.`, place };
}
