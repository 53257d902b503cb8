import type { Tone } from '../scenario.ts';
import type { Json, JsonObject, TraceRow } from '../trace.ts';
import { readable, wordOf } from './frame-caption.ts';
import { linkState, nodeState, podState } from './frame-index.ts';
import { linkLabel, nodeLook, podLook } from './frame-look.ts';

interface LogText {
  readonly tone: Tone;
  readonly text: string;
}
type LabelOf = (id: Json | undefined) => string;
type Tell = (data: JsonObject, labelOf: LabelOf) => LogText;

/** A row of the trace in words: the kernel's kinds as sentences, a scenario's own by its name and its data. */
export function logText({ kind, data }: TraceRow, labelOf: LabelOf): LogText {
  const tell = tellers.get(kind);
  return tell === undefined ? { tone: 'flat', text: `${kind.replace('.', ' ')}${dataText(data)}` } : tell(data, labelOf);
}

const error = (what: string): Tell => (data) => ({ tone: 'fail', text: `${what} in ${wordOf(data['file'])}.ts, line ${wordOf(data['line'])}: ${wordOf(data['text'])}` });
const say = (text: string): Tell => () => ({ tone: 'flat', text });

const tellers = new Map<string, Tell>(
  Object.entries<Tell>({
    'run.ended': say('the run is over'),
    'faults.over': say('the faults are over'),
    'request.ended': requestEnded,
    'message.lost': (data, labelOf) => ({ tone: 'fail', text: `${wordOf(data['kind'])} lost from ${targetText(data['link'], labelOf)}: ${wordOf(data['lost'])}` }),
    'node.state': (data) => {
      const state = nodeState(data);
      const { label, tone } = nodeLook(state);
      return { tone: state.condition === 'up' ? 'ok' : tone, text: label };
    },
    'pod.state': (data, labelOf) => {
      const { label, tone } = podLook(podState(data));
      return { tone, text: `${labelOf(data['pod'])}: ${label}` };
    },
    'link.state': (data, labelOf) => {
      const state = linkState(data);
      return { tone: state.condition === 'up' ? 'ok' : 'fail', text: `link from ${targetText(data['link'], labelOf)}: ${linkLabel(state) || 'sound'}` };
    },
    'fault.applied': (data, labelOf) => ({ tone: 'warn', text: `fault struck ${targetText(data['target'], labelOf)}: ${wordOf(data['kind'])}` }),
    'fault.lifted': (data, labelOf) => ({ tone: 'flat', text: `fault over at ${targetText(data['target'], labelOf)}: ${wordOf(data['kind'])}` }),
    'fault.refused': (data) => ({ tone: 'flat', text: `fault refused: ${wordOf(data['reason'])}` }),
    statechart: (data) => ({
      tone: data['expected'] === data['reported'] ? 'flat' : 'fail',
      text: `${wordOf(data['event'])}: ${wordOf(data['from'])} to ${wordOf(data['reported'])}`,
    }),
    log: (data) => ({ tone: 'flat', text: wordOf(data['text']) }),
    'unhandled-rejection': error('a rejection that nobody handled'),
    'uncaught-error': error('an error that nobody caught'),
  }),
);

function requestEnded(data: JsonObject, labelOf: LabelOf): LogText {
  const ms = Math.round(Number(data['latencyUs'] ?? 0) / 1000);
  const whom = labelOf(data['to']);
  switch (data['outcome']) {
    case 'ok':
      return { tone: 'ok', text: `${whom} answered after ${ms} ms` };
    case 'rejected':
      return { tone: 'rej', text: `${whom} rejected the call after ${ms} ms: ${wordOf(data['code'])}` };
    case 'timeout':
      return { tone: 'warn', text: `${whom} did not answer within ${ms} ms` };
    case 'aborted':
      return { tone: 'flat', text: `the call to ${whom} was given up after ${ms} ms` };
    default:
      return { tone: 'fail', text: `${whom} failed after ${ms} ms: ${wordOf(data['code'])}` };
  }
}

/** A node by its label, a link as `one to other`. */
const targetText = (target: Json | undefined, labelOf: LabelOf): string => wordOf(target).split('>').map(labelOf).join(' to ');

function dataText(data: JsonObject): string {
  const told = Object.entries(data).map(([name, value]) => `${name} ${typeof value === 'number' ? readable(value) : wordOf(value)}`);
  return told.length === 0 ? '' : `: ${told.join(', ')}`;
}
