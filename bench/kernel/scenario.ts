import { defineScenario, type ScenarioPromise, type Wiring } from '../../simulation/scenario.ts';
import type { Env, Process } from '../../simulation/world.ts';
import { callMachine } from './call.machine.ts';
import type * as retryingFile from './retrying.ts';

const clients = Array.from({ length: 10 }, (_, index) => `client-${index + 1}`);
const maxAttempts = 4;
const wiring: Wiring = { width: 1, height: 1, cards: {}, boundaries: {}, edges: {} };

const callsAreBounded: ScenarioPromise = {
  name: 'attempts-are-bounded',
  kind: 'safety',
  label: `No call is tried more than ${maxAttempts} times`,
  meaning: 'Retries without a limit would turn one failure into a flood.',
  watch: (judge) => ({
    'call.attempted': (row) => {
      if (Number(row.data.attempt) > maxAttempts) judge.broken(row, `A call was tried ${Number(row.data.attempt)} times.`);
      else judge.held();
    },
  }),
};

const callsEnd: ScenarioPromise = {
  name: 'calls-end',
  kind: 'liveness',
  label: 'Every call ends within ten seconds',
  meaning: 'A caller is answered, or told that it will not be.',
  watch: (judge) => ({
    'call.started': (row) => judge.owe(`${row.node} ${Number(row.data.call)}`, 10_000, row, 'A call had not ended after ten seconds.'),
    'call.ended': (row) => judge.paid(`${row.node} ${Number(row.data.call)}`),
  }),
};

function client(env: Env, { retrying }: typeof retryingFile): Process {
  const chart = env.statechart('call');
  const ports = { random: () => env.random(), sleep: (ms: number) => env.sleep(ms) };
  const call = async (number: number) => {
    env.report('call.started', { call: number });
    const onAttempt = (attempt: number) => {
      env.report('call.attempted', { call: number, attempt });
      chart.took('attempted', 'trying');
    };
    try {
      await retrying((attempt) => env.request('server', { call: number, attempt }, { timeoutMs: 250 }), ports, { maxAttempts, baseMs: 50, capMs: 1000, onAttempt });
      chart.took('answered', 'idle');
      env.report('call.ended', { call: number, ok: true });
    } catch {
      chart.took('gave-up', 'idle');
      env.report('call.ended', { call: number, ok: false });
    }
  };
  const shop = async () => {
    for (let number = 1; ; number += 1) {
      await call(number);
      await env.sleep(env.random() * 100);
    }
  };
  void shop();
  return {};
}

function server(env: Env): Process {
  let served = 0;
  return {
    handle: async ({ body }) => {
      await env.work(5 + env.random() * 20);
      served += 1;
      env.show('server', { served });
      if (env.random() < 0.3) throw new Error('The server is overloaded.');
      return body;
    },
  };
}

/** The workload of the bench: ten clients that call one server, which fails three calls in ten, with retries and back-off. */
export const scenario = defineScenario<{ retrying: typeof retryingFile }>({
  code: ['retrying'],
  topology: {
    nodes: [...clients, 'server'].map((id) => ({ id, label: id, cards: id === 'server' ? [{ id, shape: 'service', label: id, icon: 'server', meters: [] }] : [] })),
    links: clients.map((from) => ({ from, to: 'server', latencyMs: [5, 15] })),
    wirings: { desk: wiring, portrait: wiring },
  },
  knobs: [],
  settings: [],
  experiments: [{ name: 'steady', label: 'Steady', icon: 'activity', watch: '', seed: 1, faults: [], durationMs: 10_120, stillAtMs: 0 }],
  breaks: [],
  mutants: [],
  lanes: [],
  charts: [{ label: 'Success', caller: 'client-1', kind: 'success' }],
  promises: [callsAreBounded, callsEnd],
  rejections: [],
  budget: { kinds: [], atOnce: 0 },
  decisive: [],
  leavesOut: [],
  glyph: { description: '', marks: [] },
  machine: callMachine,
  sentences: {},
  start: (world) => {
    for (const id of clients) world.node(id, (env, code) => client(env, code.retrying));
    world.node('server', server);
  },
});
