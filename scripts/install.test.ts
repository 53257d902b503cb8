import { describe, expect, it } from 'vitest';
import { missingPackages, reasonOf } from './install.mjs';

const everything = () => true;

describe('the packages that are missing', () => {
  it('are none where each is there at its version', () => {
    const packages = { '': { version: '0.1.0' }, 'node_modules/next': { version: '16.4.6' } };
    expect(missingPackages(packages, packages, everything)).toEqual([]);
  });

  it('are those of another version, those that npm did not note, and those whose folder is gone', () => {
    const wanted = { 'node_modules/a': { version: '2.0.0' }, 'node_modules/b': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } };
    const installed = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } };
    expect(missingPackages(wanted, installed, (folder) => folder !== 'node_modules/c')).toEqual(['node_modules/a', 'node_modules/b', 'node_modules/c']);
  });

  it('leave out what only another platform takes', () => {
    expect(missingPackages({ 'node_modules/fsevents': { version: '2.3.3', optional: true } }, {}, everything)).toEqual([]);
  });
});

describe('the reason of a failed installation', () => {
  it('is the first line of npm that says something', () => {
    const output = 'npm warn deprecated x\nnpm error code ENOSPC\nnpm error syscall write\nnpm error errno -28\nnpm error ENOSPC: no space left on device, write.\nnpm error A complete log of this run';
    expect(reasonOf(output)).toBe('ENOSPC: no space left on device, write');
  });

  it('is read from an older npm too', () => {
    expect(reasonOf('npm ERR! code E404\nnpm ERR! 404 Not Found')).toBe('404 Not Found');
  });

  it('is not made up', () => {
    expect(reasonOf('killed')).toBeUndefined();
  });
});
