#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';

/**
 * Stands before the Firefox that FIREFOX_PATH names, as the executable that Playwright starts. Playwright speaks WebDriver BiDi and asks for
 * media features to be overridden, a command that not every release of Firefox has. It is answered here; all else is handed on as it is.
 */
const notInFirefox = 'emulation.setMediaFeaturesOverride';

const firefox = spawn(process.env.FIREFOX_PATH ?? 'firefox', process.argv.slice(2), { stdio: ['ignore', 'inherit', 'pipe'] });
firefox.on('exit', (code) => process.exit(code ?? 1));
process.on('SIGTERM', () => firefox.kill());

createInterface(firefox.stderr).on('line', (line) => {
  const [said, address] = /^(WebDriver BiDi listening on )(ws:\/\/\S+)/.exec(line)?.slice(1) ?? [];
  if (address === undefined) return console.error(line);
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('listening', () => console.error(`${said}ws://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`));
  server.on('connection', (playwright, { url }) => handOn(playwright, new WebSocket(`${address}${url}`)));
});

/**
 * @param {WebSocket} playwright
 * @param {WebSocket} browser
 */
function handOn(playwright, browser) {
  /** @type {string[]} */
  const early = [];
  browser.on('open', () => early.splice(0).forEach((message) => browser.send(message)));
  browser.on('message', (data) => playwright.send(String(data)));
  playwright.on('message', (data) => {
    const message = String(data);
    const { id, method } = /** @type {{ id: number, method: string }} */ (JSON.parse(message));
    if (method === notInFirefox) playwright.send(JSON.stringify({ type: 'success', id, result: {} }));
    else if (browser.readyState === WebSocket.OPEN) browser.send(message);
    else early.push(message);
  });
  browser.on('close', () => playwright.close());
  playwright.on('close', () => browser.close());
}
