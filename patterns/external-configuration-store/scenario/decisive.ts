import type { Decisive } from '../../../simulation/scenario.ts';

const client = 'external-configuration-store.client';
const watch = 'external-configuration-store.watch';

/** In the order in which they stand: the store, the client, the watch. */
export const decisive: readonly Decisive[] = [
  { line: 'if (problems.length > 0) throw new InvalidConfigurationError(label, problems);', label: 'The settings will not do: nothing is published' },
  { line: 'if (actual !== expected) throw new RevisionConflictError(label, expected, actual);', label: 'Somebody was faster: read it, and decide anew' },
  { file: client, line: 'this.good = this.served = good;', label: 'Nobody answers: start on the last good ones' },
  { file: client, line: 'throw new OlderRevisionError(source.name, answer.revision, known.revision);', label: 'A copy that lags: keep what is newer' },
  { file: client, line: 'this.served = this.good = good;', label: 'Others are served from here on, in one step' },
  { file: client, line: 'throw new ConfigRefusedError(', label: 'They will not do: the last good ones stay' },
  { file: watch, line: 'this.held = undefined;', label: 'The watch cannot go on: read the whole' },
];
