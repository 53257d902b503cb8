import { runInNewContext } from 'node:vm';
import { expect, test } from '@playwright/test';
import { engineScript } from '../simulation/testing/engine-script.ts';

test('the kernel orders effects as the browser does, and computes what it computes in Node', async ({ page }) => {
  const script = await engineScript(200);
  const inNode = runInNewContext(`${script}\nJSON.stringify(kernelSays())`, { TextEncoder, TextDecoder }) as string;
  await page.goto('about:blank');
  await page.addScriptTag({ content: script });
  expect(await page.evaluate('differingPrograms()')).toEqual([]);
  expect(await page.evaluate('JSON.stringify(kernelSays())')).toBe(inNode);
});
