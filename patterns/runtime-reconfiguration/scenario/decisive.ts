import type { Decisive } from '../../../simulation/scenario.ts';

const changes = 'runtime-reconfiguration.changes';
const rollout = 'runtime-reconfiguration.rollout';

/** In the order in which they stand, the configuration first. */
export const decisive: readonly Decisive[] = [
  { line: 'const pin = this.pin();', label: 'An operation begins with this version' },
  { line: 'making.set(component, await this.prepared(component, value, stopping));', label: 'A component is ready' },
  { line: 'isDone(component.commit?.(part, value, parts.get(component)));', label: 'All are ready: each follows' },
  { line: 'this.active = next;', label: 'From here on the new version' },
  { line: 'guarded(() => component.retire?.(part));', label: 'Nobody uses this part any more' },
  { file: changes, line: "if (revision !== undefined && revision <= newest) throw", label: 'It is older than what is active' },
  { file: rollout, line: "if (verdict === 'reverted') return this.takeBack", label: 'One took it back: all do' },
  { file: rollout, line: "if (says === 'bad') break;", label: 'The guard finds it bad' },
];
