import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Problem } from './command.mjs';
import { freePort, host, portToServeOn, wantedPort } from './port.mjs';

let taken: Server | undefined;
afterEach(() => {
  taken?.close();
  vi.unstubAllEnvs();
});

/** Takes a free port for the rest of the test. */
async function takePort() {
  const port = await freePort(0);
  taken = createServer();
  await new Promise<void>((resolve) => taken?.listen(port, host, resolve));
  return port;
}

describe('the port', () => {
  it('is 3000 where nothing names one', () => {
    expect(wantedPort(undefined)).toBe(3000);
  });

  it('is the one that PORT names', () => {
    expect(wantedPort('8080')).toBe(8080);
    expect(wantedPort('1')).toBe(1);
    expect(wantedPort('65535')).toBe(65_535);
  });

  it.each(['', '0', '65536', '-1', '3000.5', 'http', '0x50', ' 80'])('is refused as %j, in one line that says what is meant', (text) => {
    expect(() => wantedPort(text)).toThrow(Problem);
    expect(() => wantedPort(text)).toThrow(/^PORT is ".*", which is no port: give a whole number from 1 to 65535[^\n]*$/);
  });

  it('that another program has is refused, in one line that offers another', async () => {
    const port = await takePort();
    vi.stubEnv('PORT', String(port));
    await expect(portToServeOn('npm start')).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program: stop that program, or choose another port with PORT=${port + 1} npm start.`,
    );
  });

  it('that is free is given back after the look', async () => {
    const port = await freePort(0);
    vi.stubEnv('PORT', String(port));
    expect(await portToServeOn('npm start')).toBe(port);
    expect(await freePort(port)).toBe(port);
  });
});
