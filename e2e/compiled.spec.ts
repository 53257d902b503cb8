import { slugs, specimens } from './catalog-under-test.ts';
import { hashesAsBuilt } from './compiled-in-page.ts';

// Each opens a sandbox and a compiler of its own, so it is one experiment of each of these.
for (const slug of slugs.filter((one) => !specimens.includes(one))) hashesAsBuilt(slug, (all) => all.slice(0, 1));
