import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { findBrowser } from '../../scripts/browser.mjs';
import { Problem } from '../../scripts/command.mjs';
import { root } from '../../scripts/root.mjs';
import { compile } from '../../simulation/compiler/compile.ts';
import { exactly, type Bar } from '../bar.ts';
import { ratio, spreadOf } from '../race.ts';
import type { KernelRace } from './contestants.ts';

const rounds = 12;
const roundMs = 120;

/** The workload's files, compiled for one executor: texts of JavaScript function expressions. */
function workloadTexts(executor: 'virtual' | 'native'): string {
  const compiled = (file: string) => {
    const result = compile(readFileSync(join(root, 'bench', 'kernel', `${file}.ts`), 'utf8'), { file, executor });
    if (!result.ok) throw new Error(`Cannot compile bench/kernel/${file}.ts: ${result.problems.map(({ line, message }) => `${line}: ${message}`).join('; ')}`);
    return result.code;
  };
  return `{ scenario: ${compiled('scenario')}, retrying: ${compiled('retrying')} }`;
}

/** One script for every engine: it runs the race and leaves a promise of its result. */
async function raceScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'bench', 'kernel', 'contestants.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'contestants',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  const options = JSON.stringify({ rounds, roundMs });
  return `(() => {\n${outputFiles[0]!.text}\nreturn contestants.raceKernel(${workloadTexts('virtual')}, ${workloadTexts('native')}, ${options});\n})()`;
}

/** In a worker of an empty page, as the page runs it. */
async function raceInChromium(script: string): Promise<KernelRace> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Problem('The kernel is measured in Chromium too, and none was found: install one, or let CHROMIUM_PATH name one.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  try {
    const page = await browser.newPage();
    return await page.evaluate(
      (text) =>
        new Promise<KernelRace>((resolve, reject) => {
          const body = `${text}.then((race) => postMessage(race), (error) => postMessage({ problem: String(error) }))`;
          const worker = new Worker(URL.createObjectURL(new Blob([body], { type: 'text/javascript' })));
          worker.onmessage = ({ data }: MessageEvent<KernelRace & { problem?: string }>) => (data.problem ? reject(new Error(data.problem)) : resolve(data));
          worker.onerror = ({ message }) => reject(new Error(message));
        }),
      script,
    );
  } finally {
    await browser.close();
  }
}

function barsOf(engine: string, { race, events, hash, nativeHash }: KernelRace, atLeastOfNative: { readonly atLeast: number } | undefined): readonly Bar[] {
  const group = `Kernel in ${engine}: ten clients that retry, ${events.toLocaleString('en')} events, with trace, causes, hash and checks`;
  const perSecond = (name: string) => spreadOf(race[name]!.map((ns) => (events * 1e9) / ns));
  return [
    { group, name: 'the kernel', value: perSecond('kernel'), unit: 'events/s' },
    { group, name: 'the same code on native promises, a macrotask an event', value: perSecond('native'), unit: 'events/s' },
    { group, name: 'a bare callback loop over the same heap', value: perSecond('callbacks'), unit: 'events/s' },
    { group, name: 'as fast as on native promises, times', value: ratio(race, 'native', 'kernel'), unit: '×', ...(atLeastOfNative ? { target: atLeastOfNative } : {}) },
    { group, name: 'as long as the bare callback loop, times', value: ratio(race, 'kernel', 'callbacks'), unit: '×' },
    { group, name: 'as long as without trace, hash and checks, times', value: ratio(race, 'kernel', 'without'), unit: '×', target: { atMost: 1.5 } },
    { group, name: 'runs on native promises that hash otherwise', value: exactly(hash === nativeHash ? 0 : 1), unit: 'runs', target: { atMost: 0 } },
  ];
}

/** The same race in Node and in Chromium. */
export async function bench(): Promise<readonly Bar[]> {
  const script = await raceScript();
  const inNode = (await runInThisContext(script)) as KernelRace;
  const inChromium = await raceInChromium(script);
  return [
    ...barsOf('Node', inNode, undefined),
    ...barsOf('Chromium', inChromium, { atLeast: 2 }),
    { group: 'Kernel in both', name: 'engines that hash the run otherwise', value: exactly(inNode.hash === inChromium.hash ? 0 : 1), unit: 'engines', target: { atMost: 0 } },
  ];
}
