import type { Decisive } from '../../../simulation/scenario.ts';

/** In the order in which they stand. */
export const decisive: readonly Decisive[] = [
  { line: 'return this.text(false, []);', label: 'The service has not answered: none of its numbers' },
  { line: "if (outcome !== 'series' && outcome !== 'overflow') unusable.push(", label: 'A record is in no series: it is named' },
  { line: 'if (series.size >= this.options.seriesMax) return others;', label: 'One series too many: it joins the others' },
  { line: 'one.fellAfter = this.answeredAt;', label: 'The counter fell: it has begun anew' },
  { file: 'adapter.health', line: "if (this.failed >= this.options.failures || isLongAgo) this.turn('unhealthy', 'condemned');", label: 'So many failures in a row: unhealthy' },
  { file: 'adapter.health', line: 'throw new ProbeHangsError(', label: 'An earlier probe hangs: no second one' },
  { file: 'adapter.log', line: "return { timeMs: null, severity: 'unknown',", label: 'No format can read the line: tagged, and kept' },
];
