import { appendFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { catalogFile, slugs } from '../catalog-under-test.ts';
import { openInstrument } from '../instrument.ts';
import { editedWith } from './edited-with.ts';
import { putBack, runHostile, watchPage } from './hostile-page.ts';
import { hostilePrograms } from './programs.ts';
const slug = slugs[0]!;
for (const [kind, programs] of Object.entries(hostilePrograms)) {
  test(`probe ${kind}`, async ({ page }) => {
    page.on('request', (r) => { if (!r.url().startsWith('http://127.0.0.1:3300') && !/^(blob|data):/.test(r.url())) console.log('OFF', r.url()); });
    await page.addInitScript(watchPage);
    const instrument = await openInstrument(page, slug);
    for (const [i, program] of programs.entries()) {
      const edit = editedWith(program, catalogFile(slug), '127.0.0.1:9');
      const t0 = Date.now();
      let line: any;
      try {
        const seen = await runHostile(page, edit);
        const { run, words, ...rest } = seen;
        line = { kind, i, name: program.name, outcome: program.outcome, ...Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, Math.round(v)])), run: run && [run.status, run.events, run.hash, run.stop?.what.slice(0, 80), run.stop && `${run.stop.node} ${run.stop.file}:${run.stop.line}`], words: words.slice(0, 160), in: `${edit.firstLine}-${edit.lastLine}` };
        const t1 = Date.now();
        line.back = await Promise.race([putBack(page, instrument), new Promise((r) => setTimeout(r, 15000, 'TIMEOUT'))]);
        line.backMs = Date.now() - t1;
      } catch (error: any) { line = { kind, i, name: program.name, error: String(error.message).slice(0, 200) }; }
      appendFileSync('/tmp/probe-page.jsonl', JSON.stringify(line) + '\n');
      if (line.error) { await page.goto('about:blank').catch(() => 0); break; }
    }
  });
}
