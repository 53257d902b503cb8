import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { main, Problem, start } from './command.mjs';
import { installMissing } from './install.mjs';
import { host, portToServeOn } from './port.mjs';
import { buildSite, isSiteCurrent, serving } from './site.mjs';

/** @param {number} port */
function isAnswering(port) {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/** `npm start`: installs what is missing, builds what is stale, serves out/ until it is stopped. */
await main(async () => {
  await portToServeOn('npm start');
  await installMissing();
  if (!isSiteCurrent()) {
    console.log('Building the site …');
    await buildSite({ quiet: true });
  }
  const port = await portToServeOn('npm start');
  const server = start(process.execPath, serving(port), {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NO_UPDATE_CHECK: '1' },
  });
  let isOver = false;
  const ended = new Promise((_, reject) => {
    server.on('exit', (code) => {
      isOver = true;
      reject(new Problem(`The server ended with ${code}. Run npm start again; serve.json says how it serves.`));
    });
  });
  while (!isOver && !(await isAnswering(port))) await wait(50);
  if (!isOver) console.log(`Breakable is at http://${host}:${port}/ (Ctrl-C stops it).`);
  await ended;
});
