import type { Finding } from './jobs.ts';
import type { ScenarioData } from '../../simulation/scenario.ts';

type Proved = Pick<ScenarioData, 'slug' | 'promises'>;

const headings = ['Pattern', 'Runs', 'Failed', 'Events', 'Promises', 'Checks', 'Checks of the promise that is least exercised', 'Breaks', 'Failed'];

/**
 * What was found as a Markdown table with a row for each pattern. Runs are those of experiments; a break fails where the promise that it names is kept.
 * @param patterns in the order of the rows
 */
export function proofTable(patterns: readonly Proved[], findings: readonly Finding[]): string {
  const row = (cells: readonly (string | number)[]) => `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)).join(' | ')} |`;
  const rows = patterns.map(({ slug, promises }) => {
    const own = findings.filter(({ job }) => job.slug === slug);
    const runs = own.filter(({ job }) => job.kind === 'experiment');
    const breaks = own.filter(({ job }) => job.kind === 'break');
    const checks = promises.map(({ name }) => ({ name, count: sum(runs, (finding) => finding.checks[name] ?? 0) }));
    const least = checks.reduce((one, other) => (other.count < one.count ? other : one));
    return row([
      slug, sum(runs, (finding) => finding.runs), sum(runs, (finding) => finding.failures.length), sum(runs, (finding) => finding.events),
      promises.length, checks.reduce((total, { count }) => total + count, 0), `${least.count.toLocaleString('en')} (\`${least.name}\`)`,
      sum(breaks, (finding) => finding.runs), sum(breaks, (finding) => finding.failures.length),
    ]);
  });
  return [row(headings), row(headings.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows].join('\n');
}

const sum = (findings: readonly Finding[], of: (finding: Finding) => number) => findings.reduce((total, finding) => total + of(finding), 0);
