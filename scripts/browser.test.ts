import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { findBrowser, starts } from './browser.mjs';
import { Problem } from './command.mjs';

const folder = mkdtempSync(join(tmpdir(), 'breakable-browser-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.unstubAllEnvs());

/** A program that ends at once with this exit code. */
function program(name: string, exitCode: number) {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nexit ${exitCode}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(process.platform === 'win32')('a browser', () => {
  it('is one only where it starts: a library that it misses shows at once', () => {
    expect(starts(program('whole', 0))).toBe(true);
    expect(starts(program('without-libraries', 127))).toBe(false);
    expect(starts(join(folder, 'nowhere'))).toBe(false);
  });

  it('is the one that CHROMIUM_PATH names', () => {
    const path = program('named', 0);
    vi.stubEnv('CHROMIUM_PATH', path);
    expect(findBrowser()).toBe(path);
  });

  it('that CHROMIUM_PATH names and that does not start is no browser, and one line says so', () => {
    vi.stubEnv('CHROMIUM_PATH', join(folder, 'nowhere'));
    expect(findBrowser).toThrow(Problem);
    expect(findBrowser).toThrow(/^CHROMIUM_PATH is ".*nowhere", which is no browser that starts: [^\n]+$/);
  });
});
