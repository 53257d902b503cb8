import { readText } from './folders.ts';

/** The catalog's version, as a link says with which one it was made. */
export const catalogVersion = (): string => (JSON.parse(readText('package.json', 'restore it from the repository')) as { readonly version: string }).version;
