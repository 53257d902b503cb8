import type { Finding } from './jobs.ts';
import type { ScenarioData } from '../../simulation/scenario.ts';

type Proved = Pick<ScenarioData, 'slug' | 'promises'>;

const headings = ['Pattern', 'Seeds', 'Runs', 'Failed', 'Events', 'Promises', 'Checks', 'Checks of the promise that is least exercised', 'Breaks', 'Failed'];

/**
 * What was found as a Markdown table with a row for each pattern that was proved. Runs are those of experiments; a break fails where the promise that it
 * names is kept.
 * @param order the slugs of all patterns there are, in the order of the rows
 * @param seeds of every experiment
 * @param before the table as it stands: what it says of a pattern that was not proved now is kept
 */
export function proofTable(order: readonly string[], proved: readonly Proved[], seeds: number, findings: readonly Finding[], before: string): string {
  const row = (cells: readonly (string | number)[]) => `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)).join(' | ')} |`;
  const rows = order.flatMap((slug) => {
    const promises = proved.find((one) => one.slug === slug)?.promises;
    if (promises === undefined) return before.split('\n').filter((line) => line.startsWith(`| ${slug} |`));
    const own = findings.filter(({ job }) => job.slug === slug);
    const runs = own.filter(({ job }) => job.kind === 'experiment');
    const breaks = own.filter(({ job }) => job.kind === 'break');
    const checks = promises.map(({ name }) => ({ name, count: sum(runs, (finding) => finding.checks[name] ?? 0) }));
    const least = checks.reduce((one, other) => (other.count < one.count ? other : one));
    return row([
      slug, seeds, sum(runs, (finding) => finding.runs), sum(runs, (finding) => finding.failures.length), sum(runs, (finding) => finding.events),
      promises.length, checks.reduce((total, { count }) => total + count, 0), `${least.count.toLocaleString('en')} (\`${least.name}\`)`,
      sum(breaks, (finding) => finding.runs), sum(breaks, (finding) => finding.failures.length),
    ]);
  });
  return [row(headings), row(headings.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows].join('\n');
}

const sum = (findings: readonly Finding[], of: (finding: Finding) => number) => findings.reduce((total, finding) => total + of(finding), 0);
