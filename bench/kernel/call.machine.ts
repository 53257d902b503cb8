import { setup } from 'xstate';

const at = (x: number, y: number) => ({ sentence: 'A state of the workload.', x, y, tone: 'flat' });

/** The life of a client of the workload. */
export const callMachine = setup({}).createMachine({
  id: 'call',
  initial: 'idle',
  states: {
    idle: { on: { attempted: 'trying' }, meta: at(0, 0) },
    trying: { on: { attempted: 'trying', answered: 'idle', 'gave-up': 'idle' }, meta: at(1, 0) },
  },
});
