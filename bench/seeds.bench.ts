import { readArticle } from '../lib/article.ts';
import { categories } from '../lib/category.ts';
import { patternSlugs } from '../lib/folders.ts';
import { cores, inThreads } from '../scripts/prove/in-threads.ts';
import { jobsOf, seedsPerSecond, type Finding } from '../scripts/prove/jobs.ts';
import { buildWhatIsStale, loadSimulationFile } from '../scripts/simulation-of.ts';
import { exactly, type Bar } from './bar.ts';
import { spreadOf } from './race.ts';

/** What a category is held to: so many seeds of every experiment of its patterns, in so many seconds. */
const seeds = 100;
const secondsMost = 60;
/** So many are run; the rest is reckoned from them. */
const seedsRun = 20;
const seedsPerJob = 4;

/** How fast the experiments run, as `npm run prove` runs them: each of them on one core, and those of a category on all. */
export async function bench(): Promise<readonly Bar[]> {
  buildWhatIsStale();
  const patterns = patternSlugs().map((slug) => ({ ...readArticle(slug), data: loadSimulationFile(slug).data }));
  const speeds: Bar[] = [];
  const times: Bar[] = [];
  for (const category of categories) {
    const own = patterns.filter(({ frontmatter }) => frontmatter.category === category.id);
    if (own.length === 0) continue;
    const jobs = own.flatMap(({ data }) => jobsOf(data, seedsRun, { index: 1, count: 1 }, seedsPerJob).filter(({ kind }) => kind === 'experiment'));
    const startedAt = performance.now();
    const findings = await inThreads(jobs);
    const tookMs = performance.now() - startedAt;
    const ownSpeeds = own.flatMap(({ title, data }) => data.experiments.map(({ name }) => speedOf(title, name, findings.filter(({ job }) => job.slug === data.slug && job.experiment === name))));
    speeds.push(...ownSpeeds);
    times.push({
      group: `${seeds} seeds of every experiment of a category, on ${cores} cores, reckoned from ${seedsRun} seeds of each`,
      name: `${category.label}: ${own.map(({ title }) => title).join(', ')}`,
      value: exactly(reckonedSeconds(tookMs, ownSpeeds)),
      unit: 's',
      target: { atMost: secondsMost },
    });
  }
  return [...speeds, ...times];
}

const speedOf = (title: string, name: string, findings: readonly Finding[]): Bar => ({
  group: `Seeds a second on one core: ${title}`,
  name,
  value: spreadOf(findings.map((finding) => seedsPerSecond([finding]))),
  unit: 'seeds/s',
});

/** What was run counts with the start of the threads and their warming up; the seeds that are left run at the median speed of their experiment. */
function reckonedSeconds(tookMs: number, speeds: readonly Bar[]): number {
  const leftSeconds = speeds.reduce((sum, { value }) => sum + (seeds - seedsRun) / value.median, 0) / cores;
  return tookMs / 1000 + leftSeconds;
}
