import { runInNewContext } from 'node:vm';
import { expect, test } from '@playwright/test';
import { engineScript } from '../simulation/testing/engine-script.ts';
import { tell } from './tell.ts';

const programs = 200;

test('the kernel orders effects as the browser does, and computes what it computes in Node', async ({ page, browser }) => {
  const script = await engineScript(programs);
  const inNode = runInNewContext(`${script}\nJSON.stringify(kernelSays())`, { TextEncoder, TextDecoder }) as string;
  await page.goto('about:blank');
  await page.addScriptTag({ content: script });
  expect(await page.evaluate('differingPrograms()')).toEqual([]);
  expect(await page.evaluate('JSON.stringify(kernelSays())')).toBe(inNode);
  tell('Version', browser.version());
  tell('Random programs that run in the order of the engine, and as in Node', programs);
});
