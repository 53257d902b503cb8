import { createServer } from 'node:net';
import { Problem } from './command.mjs';

export const host = '127.0.0.1';

/**
 * Takes a port for a moment and gives it back.
 * @param {number} port 0 for any free one.
 * @returns {Promise<number>} the port that was free.
 */
export async function freePort(port) {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(address.port));
    });
  });
}

/**
 * @param {string} [text] what PORT says.
 * @returns {number} the port to serve on.
 */
export function wantedPort(text = '3000') {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new Problem(`PORT is "${text}", which is no port: give a whole number from 1 to 65535, such as PORT=8080 npm start.`);
}

/**
 * The port that PORT names, 3000 without one, after a look that it is free.
 * @param {string} command how the reader starts it again, for the message.
 */
export async function portToServeOn(command) {
  const port = wantedPort(process.env.PORT);
  try {
    return await freePort(port);
  } catch (error) {
    const why = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be opened (${/** @type {Error} */ (error).message})`;
    throw new Problem(`Port ${port} on ${host} ${why}: stop that program, or choose another port with PORT=${port < 65535 ? port + 1 : 3000} ${command}.`);
  }
}
