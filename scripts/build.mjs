import { main } from './command.mjs';
import { installMissing } from './install.mjs';
import { buildSite } from './site.mjs';

/** `npm run build`: the static site, in out/. */
await main(async () => {
  await installMissing();
  await buildSite();
});
