import { exactly, type Bar } from '../bar.ts';
import { Problem } from '../../scripts/command.mjs';
import { framesKept } from './frames.ts';
import type { SeenRun } from './in-page.ts';
import { busiest, crowds, flood, measuringScript, openLoadedPage, underWay, type LoadedPage } from './loaded-page.ts';
import { liveMegabytes, playFor } from './memory.ts';
import { openPage, withSite, type OpenedSite } from '../opened-site.ts';
import { framesToView } from './scrubbing.ts';

const messagesLeast = 200;
const eventsLeast = 20_000;
const playedSeconds = 5 * 60;
const firstRuns = 3;
const reRuns = 50;
/** Playing from here on, the load has filled the links. */
const fullFromUs = 6_000_000;

const group = 'Playground, playing: frames kept, of those of a blank page in the same browser';

/** How the instrument holds up in the page: playing, dragged, and left on. */
export const bench = (): Promise<readonly Bar[]> =>
  withSite(async (site) => {
    const slug = busiest();
    const loaded = await openLoadedPage(site, slug);
    const frames = await playing(site, loaded, await flood(loaded, { delayMs: 1000, isDoubled: false }));
    const run = await flood(loaded, { delayMs: 2000, isDoubled: true });
    if (run.events < eventsLeast) throw new Problem(`The flood has ${run.events} events, fewer than the ${eventsLeast} that scrubbing is measured over.`);
    const scrubbing = await framesToView(loaded.page);
    await loaded.page.context().close();
    return [...frames, ...(await crowded(site)), { group: 'Playground, scrubbing', name: `from pointer to view over ${run.events.toLocaleString('en')} events`, value: scrubbing, unit: 'frames', target: { atMost: 2 } }, ...(await leftOn(site, slug))];
  });

async function playing(site: OpenedSite, { page, press, moveTo }: LoadedPage, run: SeenRun): Promise<readonly Bar[]> {
  const fewest = Math.min(...Array.from({ length: 9 }, (_, half) => underWay(run, fullFromUs + half * 500_000)));
  if (fewest < messagesLeast) throw new Problem(`The flood has ${fewest} messages under way, fewer than the ${messagesLeast} that playing is measured with.`);
  const blank = await openPage(site, measuringScript);
  await press({ type: 'speed.chosen', speed: 1 });
  const fromFull = async () => {
    await moveTo(fullFromUs);
    await press({ type: 'play.toggled' });
  };
  const bars: Bar[] = [{ group, name: 'messages under way, at least', value: exactly(fewest), unit: 'messages', target: { atLeast: messagesLeast } }];
  for (const [rate, name, atLeast] of [[1, 'as it is', 95], [6, 'the processor slowed six times', 75]] as const) {
    bars.push({ group, name, value: await framesKept(page, blank, fromFull, rate), unit: '%', target: { atLeast } });
  }
  await moveTo(fullFromUs);
  await blank.context().close();
  return bars;
}

/** Of a blank page's frames, in percent: the readings of all nodes in a grid may change at once, ten times a second. */
const crowdedLeast = 80;

/** Playing the experiments with the most like nodes in a grid, as they are. */
async function crowded(site: OpenedSite): Promise<readonly Bar[]> {
  const bars: Bar[] = [];
  for (const { slug, experiment, size } of crowds()) {
    const { page, press, runWith, moveTo } = await openLoadedPage(site, slug);
    await press({ type: 'experiment.chosen', name: experiment.name }, { type: 'speed.chosen', speed: 1 });
    await runWith('pattern', { experiment: experiment.name });
    const blank = await openPage(site, measuringScript);
    const fromTheFirst = async () => {
      await moveTo(0);
      await press({ type: 'play.toggled' });
    };
    bars.push({ group, name: `${slug}, ${size} in a grid`, value: await framesKept(page, blank, fromTheFirst, 1), unit: '%', target: { atLeast: crowdedLeast } });
    await blank.context().close();
    await page.context().close();
  }
  return bars;
}

/**
 * Memory after the first minute, and after five minutes and fifty runs more. The first minute has a few runs too, as a reader's has:
 * what is drawn keeps the run before the present one.
 */
async function leftOn(site: OpenedSite, slug: string): Promise<readonly Bar[]> {
  const loaded = await openLoadedPage(site, slug);
  const session = await loaded.page.context().newCDPSession(loaded.page);
  let seed = 0;
  const runMore = async (runs: number) => {
    for (const last = seed + runs; seed < last; ) {
      seed += 1;
      await loaded.press({ type: 'seed.chosen', seed });
      await loaded.runWith('pattern', { seed });
    }
  };
  await loaded.press({ type: 'speed.chosen', speed: 1 });
  await runMore(firstRuns);
  await playFor(loaded, 60);
  const first = await liveMegabytes(session);
  await playFor(loaded, playedSeconds - 60);
  await runMore(reRuns);
  const last = await liveMegabytes(session);
  await loaded.page.context().close();
  const group = 'Playground, left on: live memory of the page';
  return [
    { group, name: `after a minute of playing, and ${firstRuns} runs`, value: exactly(first), unit: 'MB' },
    { group, name: `after ${playedSeconds / 60} minutes, and ${reRuns} runs more`, value: exactly(last), unit: 'MB' },
    { group, name: 'the second, of the first', value: exactly((100 * last) / first), unit: '%', target: { atMost: 120 } },
  ];
}
