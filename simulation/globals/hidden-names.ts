const network = 'There is no network in a simulation: send with env.request, or pass a transport as a port.';
const storage = 'There is no browser storage in a simulation: keep data in memory, on env.disk, or pass a store as a port.';
const globalObject = 'There is no global object in a simulation: name the global itself, or pass what is needed as a port.';
const host = 'A simulation has no host beside its own globals: pass what is needed as a port.';
const threads = 'A simulated process is one thread: give the work a node of its own.';
const modules = 'A pattern imports nothing, and a scenario only with import at the top of the file.';

/** Globals that code would find elsewhere and not in a simulation, with what to use instead. */
const hiddenNames: Readonly<Record<string, string>> = {
  fetch: network, XMLHttpRequest: network, WebSocket: network, EventSource: network, Request: network, Response: network, Headers: network,
  localStorage: storage, sessionStorage: storage, indexedDB: storage, caches: storage,
  globalThis: globalObject, window: globalObject, self: globalObject, global: globalObject, frames: globalObject, parent: globalObject, top: globalObject,
  document: host, navigator: host, location: host, history: host, process: host, Buffer: host, Deno: host, Bun: host,
  require: modules, module: modules, exports: modules, __dirname: modules, __filename: modules, importScripts: modules,
  Worker: threads, SharedWorker: threads, SharedArrayBuffer: threads, Atomics: threads, MessageChannel: threads, BroadcastChannel: threads,
  WebAssembly: 'WebAssembly is not there in a simulation: write the code in TypeScript.',
  setImmediate: 'setImmediate is not there in a simulation: use setTimeout or queueMicrotask.',
  clearImmediate: 'clearImmediate is not there in a simulation: use setTimeout and clearTimeout.',
  requestAnimationFrame: 'There is nothing to draw on in a simulation: use setTimeout.',
};

/** What code gets that names a global which is not there. */
export function refuseName(name: string): never {
  throw new ReferenceError(hiddenNames[name] ?? `${name} is not defined.`);
}
