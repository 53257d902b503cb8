import type { Judge } from '../../../simulation/guarantee.ts';
import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { adapterOf, askMs, services, type Service } from './sizes.ts';

/** How long what goes over the links may take in all, in ms. */
const slackMs = 250;
/** Whoever is at fault here is nobody that a shopper calls. */
const isOfAdapters = (target: string) => /-adapter|monitor|logs/.test(target);
const serviceAt = (node: string) => services.find((service) => node === service || node === adapterOf(service));

/** What is owed to each service while nothing is at fault and neither it nor its adapter starts or stops. */
function owedInCalm(judge: Judge) {
  const owed = new Set<unknown>();
  let isCalm = true;
  const handlers = {
    'fault.applied': () => {
      isCalm = false;
      owed.clear();
      judge.waiveAll();
    },
    'faults.over': () => void (isCalm = true),
    'node.state': ({ node }: TraceRow) => {
      const of = serviceAt(node);
      if (of !== undefined && owed.delete(of)) judge.waive(of);
    },
  };
  const owe = (of: Service, withinMs: number, row: TraceRow, what: string) => {
    if (!isCalm || owed.has(of)) return;
    owed.add(of);
    judge.owe(of, withinMs, row, what);
  };
  const paid = (of: Service) => {
    if (owed.delete(of)) judge.paid(of);
  };
  return { handlers, owe, paid };
}

/** What services and those who call them may count on. */
export const promisesOfServices: readonly ScenarioPromise[] = [
  {
    name: 'unharmed',
    kind: 'safety',
    label: 'An adapter at fault harms no call',
    meaning: 'While none but adapters, the monitor and the log are at fault, no call of a shopper fails: what an adapter does to be told, it does beside the service and not in its way.',
    watch: (judge) => {
      const startedAt = new Map<unknown, number>();
      let [isAdapterAtFault, isOtherAtFault] = [false, false];
      return {
        'service.started': ({ at, data }) => void startedAt.set(data.of, at),
        'fault.applied': ({ data }) => {
          if (isOfAdapters(inWords(data.target))) isAdapterAtFault = true;
          else isOtherAtFault = true;
        },
        'request.ended': (row) => {
          const { to, outcome, latencyUs } = row.data;
          if (row.node !== 'shoppers' || isOtherAtFault || row.at - (latencyUs as number) < (startedAt.get(to) ?? Infinity)) return;
          if (outcome !== 'ok') judge.broken(row, `A shopper's call of ${inWords(to)} failed, and nothing but adapters is at fault.`);
          else if (isAdapterAtFault) judge.held();
        },
      };
    },
  },
  {
    name: 'numbers-arrive',
    kind: 'liveness',
    label: 'What is told is presented in time',
    meaning: 'While nothing is at fault, what a service told is presented within the time between two scrapes and the timeout of one. An adapter that always says “down” is never wrong about a number.',
    watch: (judge, { everyMs }) => {
      const { handlers, owe, paid } = owedInCalm(judge);
      const withinMs = (everyMs as number) + askMs + slackMs;
      return {
        ...handlers,
        'service.told': (row) => owe(row.data.of as Service, withinMs, row, `${withinMs} ms after ${inWords(row.data.of)} told its numbers, its adapter has presented none.`),
        'metrics.answered': ({ data }) => {
          const of = data.of as Service;
          if (data.isReadable === true && (data.samples as { readonly [sample: string]: number })[`${of}_up`] === 1) paid(of);
        },
      };
    },
  },
  {
    name: 'healthy-again',
    kind: 'liveness',
    label: 'Who works is soon called healthy',
    meaning: 'While nothing is at fault, a service that has done a probe’s work in time is called healthy before the next interval and probe are over, however long it was unhealthy.',
    watch: (judge, { everyMs, probeTimeoutMs }) => {
      const { handlers, owe, paid } = owedInCalm(judge);
      const withinMs = (everyMs as number) + (probeTimeoutMs as number) + slackMs;
      return {
        ...handlers,
        'service.checked': (row) => {
          const isInTime = row.at / 1000 - (row.data.asked as number) < (probeTimeoutMs as number) / 2;
          if (isInTime) owe(row.data.of as Service, withinMs, row, `${withinMs} ms after ${inWords(row.data.of)} did a probe’s work, nobody has been told that it is healthy.`);
        },
        'health.answered': ({ data }) => {
          if (data.isHealthy === true) paid(data.of as Service);
        },
      };
    },
  },
];
