import { watch } from 'node:fs';
import { join } from 'node:path';
import { main, run, start, tool } from './command.mjs';
import { installMissing } from './install.mjs';
import { host, portToServeOn } from './port.mjs';
import { root } from './root.mjs';

/** An editor saves in several small steps; the changes of this many ms are one. */
const quietMs = 150;

const scripts = ['scripts/build-simulation.ts', 'scripts/build-compiler.ts'];
const compile = async () => {
  for (const script of scripts) await run(process.execPath, [tool('tsx'), script]);
};

/** Compiles the simulations and bundles the compiler again after each change below the folders, one compilation at a time. A failed one says why and the next change tries again. */
function compileOnChange(/** @type {string[]} */ folders) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pending;
  let isCompiling = false;
  const changed = async () => {
    if (isCompiling) return wait();
    isCompiling = true;
    await compile();
    isCompiling = false;
  };
  const wait = () => {
    clearTimeout(pending);
    pending = setTimeout(() => void changed(), quietMs);
  };
  for (const folder of folders) watch(join(root, folder), { recursive: true }, wait);
}

/** `npm run dev`: the pages as they are written. A reload shows a change in patterns/ or simulation/ without a restart. */
await main(async () => {
  const port = await portToServeOn('npm run dev');
  await installMissing();
  await compile();
  compileOnChange(['patterns', 'simulation']);
  const server = start(process.execPath, [tool('next'), 'dev', '-H', host, '-p', String(port)], { env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } });
  await new Promise((resolve) => server.on('exit', resolve));
  process.exit();
});
