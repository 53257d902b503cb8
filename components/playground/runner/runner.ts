import { noEdits, type Edits } from '@/simulation/edits/edits.ts';
import type { CompileAnswer } from '@/simulation/language/protocol.ts';
import type { RunInput } from '@/simulation/run.ts';
import { isSame } from '@/simulation/is-same.ts';
import { editedLiteral } from './edited-literal.ts';
import { placeWords, superseded, type RunOutcome, type Told } from './run-outcome.ts';
import { workerSource } from './sandbox-frame.ts';
import { placeOf, silence, silenceAtFirst, WatchedSandbox, type SandboxPorts } from './watched-sandbox.ts';

export interface Runner {
  /** Computes a run in a sandbox. Only the latest input counts: one that waits for its turn gives way to the next. */
  run(input: RunInput): Promise<RunOutcome>;
  /** Ends the run that is under way, with a sentence that says so. */
  stop(): void;
  /** Ends whatever runs, and takes all sandboxes out of the page. */
  dispose(): void;
}

/** What the runner needs of the page, so that it can be tried without one. */
export interface RunnerPorts extends SandboxPorts {
  /** The text of the simulation's one file. Rejects when it cannot be had. */
  readonly load: () => Promise<string>;
  /** Compiles the reader's code. Rejects with a sentence for the reader when the compiler cannot be had. */
  readonly compile: (edits: Edits) => Promise<CompileAnswer>;
}

interface Job {
  readonly number: number;
  readonly input: RunInput;
  readonly settle: (outcome: RunOutcome) => void;
  /** Where it runs, once it does. */
  sandbox?: WatchedSandbox;
  /** It has been under way for longer than a reader who turned something else should wait. */
  isLong: boolean;
  stopWaiting: () => void;
}

/** From here on a run of edited code gives way to a later input at once. */
const patienceMs = 1000;
/** The line of a hang is looked for as long as this. */
const searchMsMax = 10_000;

/**
 * One run at a time. The code as it is has a sandbox that is kept from run to run. Code that the reader wrote may have changed what stands in its
 * realm, so each of its runs has a new sandbox, which is removed with the run: no run depends on what ran before it.
 */
export class SandboxRunner implements Runner {
  private readonly ports: RunnerPorts;
  private simulation: Promise<string> | undefined;
  private compiled: { readonly edits: Edits; readonly answer: Promise<CompileAnswer> } | undefined;
  private kept: WatchedSandbox | undefined;
  private search: WatchedSandbox | undefined;
  private running: Job | undefined;
  private waiting: Job | undefined;
  private runs = 0;

  constructor(ports: RunnerPorts) {
    this.ports = ports;
  }

  run(input: RunInput): Promise<RunOutcome> {
    return new Promise((settle) => {
      this.runs += 1;
      this.search?.end();
      this.dropWaiting(superseded);
      this.waiting = { number: this.runs, input, settle, isLong: false, stopWaiting: () => {} };
      if (this.running === undefined) this.startNext();
      else this.giveWay(this.running);
    });
  }

  stop(): void {
    const stopped: RunOutcome = { kind: 'stopped', sentence: 'The run was stopped.' };
    this.end(this.dropWaiting(stopped) ? superseded : stopped);
  }

  dispose(): void {
    this.dropWaiting(superseded);
    this.end(superseded);
    this.kept?.end();
    this.search?.end();
  }

  private dropWaiting(outcome: RunOutcome): boolean {
    const job = this.waiting;
    this.waiting = undefined;
    job?.settle(outcome);
    return job !== undefined;
  }

  private startNext(): void {
    const job = this.waiting;
    this.running = job;
    this.waiting = undefined;
    if (job === undefined) return;
    if (editsOf(job) !== noEdits) {
      job.stopWaiting = this.ports.wait(patienceMs, () => {
        job.isLong = true;
        this.giveWay(job);
      });
    }
    void this.outcomeOf(job).then((outcome) => this.finish(job, outcome));
  }

  /** Edited code ends for the sake of other code, or when it takes long. What is nearly done is shown first: it follows the knob that is being dragged. */
  private giveWay(job: Job): void {
    if (this.waiting === undefined || editsOf(job) === noEdits) return;
    if (job.isLong || !isSame(editsOf(job), editsOf(this.waiting))) this.end(superseded);
  }

  private finish(job: Job, outcome: RunOutcome): void {
    job.stopWaiting();
    if (job !== this.running) return;
    job.settle(outcome);
    this.startNext();
  }

  private end(outcome: RunOutcome): void {
    const job = this.running;
    if (job === undefined) return;
    job.sandbox?.end();
    this.finish(job, outcome);
  }

  private async outcomeOf(job: Job): Promise<RunOutcome> {
    const edits = editsOf(job);
    const compiling = edits === noEdits ? undefined : this.compile(edits);
    compiling?.catch(() => undefined);
    let simulation: string;
    try {
      this.simulation ??= this.ports.load();
      simulation = await this.simulation;
    } catch {
      this.simulation = undefined;
      return { kind: 'unloaded', sentence: 'The simulation could not be fetched. Check the connection, then try again.' };
    }
    if (compiling === undefined) return this.runIn(job, () => this.keptSandbox(simulation));
    const answer = await compiling.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    if (answer instanceof Error) return { kind: 'unloaded', sentence: answer.message };
    if (!answer.ok) return { kind: 'uncompiled', ...problemOf(answer) };
    const source = workerSource(simulation, editedLiteral(answer.files));
    const outcome = await this.runIn(job, () => new WatchedSandbox(this.ports, source));
    job.sandbox?.end();
    return outcome.kind === 'silent' ? { kind: 'silent', sentence: silenceAtFirst, located: this.locate(job, source) } : outcome;
  }

  /** Where a run hangs in what the engine itself does, only a second run finds the line: it tells every line from shortly before. */
  private async locate({ number, input, sandbox }: Job, source: string): Promise<Told> {
    const search = new WatchedSandbox(this.ports, source);
    this.search = search;
    const stopWaiting = this.ports.wait(searchMsMax, () => search.end());
    const found = await search.run(number, input, sandbox?.lastSign?.steps ?? 0);
    stopWaiting();
    search.end();
    return silence(found.kind === 'silent' ? found.place : placeOf(sandbox?.lastSign));
  }

  /** A job that was ended while it was being prepared does not open a sandbox. */
  private async runIn(job: Job, sandbox: () => WatchedSandbox): Promise<RunOutcome> {
    if (job !== this.running) return superseded;
    job.sandbox = sandbox();
    return job.sandbox.run(job.number, job.input);
  }

  private keptSandbox(simulation: string): WatchedSandbox {
    if (this.kept === undefined || this.kept.isOver) this.kept = new WatchedSandbox(this.ports, workerSource(simulation));
    return this.kept;
  }

  /** While knobs are turned the code stays the same, and is compiled once. */
  private compile(edits: Edits): Promise<CompileAnswer> {
    if (this.compiled === undefined || !isSame(this.compiled.edits, edits)) {
      const answer = this.ports.compile(edits);
      this.compiled = { edits, answer };
      answer.catch(() => (this.compiled = undefined));
    }
    return this.compiled.answer;
  }
}

const editsOf = ({ input: { edits = noEdits } }: Job): Edits => edits;

/** `pattern.ts, line 5: ';' expected.` and how many more there are. */
function problemOf({ problems }: Extract<CompileAnswer, { readonly ok: false }>): Told {
  const [first, ...others] = problems;
  if (first === undefined) return { sentence: 'The code could not be compiled.' };
  const { file, line, message } = first;
  return { sentence: `${placeWords(first)}: ${message}${others.length === 0 ? '' : ` ${others.length} more after it.`}`, place: { file, line } };
}
