import { initialTransition, transition, type SnapshotFrom } from 'xstate';
import type { RunInput, RunResult } from '@/simulation/run.ts';
import { sampleData, sampleRun, shown } from '@/simulation/views/frame-sample.ts';
import type { MachineEvent, PlaygroundInput } from './playground-context.ts';
import { playgroundMachine } from './playground.machine.ts';
import { MutablePlayhead } from './playhead.ts';
import type { RunnerCommand, RunnerOrder } from './runner/runner-actor.ts';

const rows = [shown(0, 'stock', { inFlight: 0 }), shown(100, 'stock', { inFlight: 1 }), shown(100, 'web', { rate: 3 }), shown(250, 'stock', { inFlight: 2 })];
export const run = sampleRun(rows);

/** The machine alone, for its tests: no clock, no sandbox. Its actions are carried out here, as far as they move the playhead. */
export function playgroundInHand(opening?: PlaygroundInput['opening']) {
  const playhead = new MutablePlayhead();
  const openRunner = () => {
    throw new Error('Nothing is started here.');
  };
  let [state, actions] = initialTransition(playgroundMachine, { data: sampleData, playhead, openRunner, ...(opening && { opening }) });
  const orders: RunnerOrder[] = [];
  let stops = 0;
  const take = (command: RunnerCommand) => {
    if (command.type === 'run') orders.push(command);
    else stops += 1;
  };
  const carryOut = () => {
    for (const { type, params } of actions as readonly { type: string; params: unknown }[]) {
      if (type === 'movePlayhead') playhead.move((params as { to: number }).to);
      if (type === 'xstate.sendTo') take((params as { event: RunnerCommand }).event);
    }
  };
  carryOut();
  [state, actions] = transition(playgroundMachine, state, { type: 'runner.opened' });
  carryOut();
  const send = (...events: MachineEvent[]) => {
    for (const event of events) {
      [state, actions] = transition(playgroundMachine, state, event);
      carryOut();
    }
    return seen();
  };
  const seen = () => ({ mode: state.value as SnapshotFrom<typeof playgroundMachine>['value'], at: playhead.get() });
  const finish = (change: Partial<RunResult> = {}) => send({ type: 'run.finished', number: orders.at(-1)!.number, result: { ...run, ...change } });
  /** The run that an order asks for arrives. */
  const answer = ({ arm, number, input }: RunnerOrder, change: Partial<RunResult> = {}) =>
    send({ type: arm === 'shown' ? 'run.finished' : `${arm}.finished`, number, result: { ...run, ...ran(input), ...change } });
  return { send, finish, answer, seen, orders, playhead, context: () => state.context, stops: () => stops };
}

const ran = ({ experiment, seed, knobs, faults = [], mutant = '', edits = {}, control = false }: RunInput): Partial<RunResult> => ({ experiment, seed, knobs, faults, mutant, edits, control });
