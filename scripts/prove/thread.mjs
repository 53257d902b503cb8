import { register } from 'tsx/esm/api';

/* A worker thread starts without the parent's loader, so it registers one before its TypeScript is read. */
register();
await import('./worker.ts');
