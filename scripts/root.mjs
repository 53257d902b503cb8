import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. `import.meta.dirname` would say it too, but not before Node 20.11. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
