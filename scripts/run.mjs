import { main, run, tool } from './command.mjs';
import { installMissing } from './install.mjs';

/** `node scripts/run.mjs program.ts …`: runs a TypeScript program of this repository, after installing what is missing. */
await main(async () => {
  await installMissing();
  const { code } = await run(process.execPath, [tool('tsx'), ...process.argv.slice(2)]);
  process.exitCode = code;
});
