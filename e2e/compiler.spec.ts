import { specimens } from './catalog-under-test.ts';
import { hashesAsBuilt } from './compiled-in-page.ts';

// In every engine.
for (const slug of specimens) hashesAsBuilt(slug, (all) => all);
