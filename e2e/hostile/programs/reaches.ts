import type { HostileProgram } from '../hostile-program.ts';

const named = { place: 'module', outcome: 'stops' } as const;
const network = { ...named, says: /no network/ } as const;
const storage = { ...named, says: /no browser storage/ } as const;
const refused = { place: 'module', outcome: 'refused' } as const;

/** Code that names what leads out of a simulation. None of it is there, and what it names says so. */
export const reaches: readonly HostileProgram[] = [
  { ...network, name: 'fetch', text: "void fetch('http://ELSEWHERE/fetch', { mode: 'no-cors' });" },
  { ...network, name: 'XMLHttpRequest', text: "const asked = new XMLHttpRequest();\nasked.open('GET', 'http://ELSEWHERE/xhr', false);\nasked.send();" },
  { ...network, name: 'WebSocket', text: "new WebSocket('ws://ELSEWHERE/socket');" },
  { ...network, name: 'EventSource', text: "new EventSource('http://ELSEWHERE/events');" },
  { ...named, name: 'a beacon', text: "navigator.sendBeacon('http://ELSEWHERE/beacon', '1');" },
  { ...named, name: 'importScripts', text: "importScripts('http://ELSEWHERE/script');" },
  { ...refused, name: 'import()', text: "void import('http://ELSEWHERE/module');" },
  { ...refused, name: 'an import at the top', text: "import { away } from 'http://ELSEWHERE/top';\naway();" },
  { ...refused, name: 'import.meta', text: 'void import.meta.url;' },
  { ...named, name: 'a worker of its own', text: "new Worker('http://ELSEWHERE/worker');" },
  { ...named, name: 'a shared worker', text: "new SharedWorker('http://ELSEWHERE/shared');" },
  { ...named, name: 'postMessage', text: "postMessage({ type: 'result', run: 1, json: '{}' });" },
  { ...named, name: 'postMessage of self', text: "self.postMessage({ type: 'beat' });" },
  { ...named, name: 'postMessage to the parent', text: "parent.postMessage({ type: 'ready' }, '*');" },
  { ...named, name: 'postMessage to the top', text: "top!.postMessage({ type: 'ready' }, '*');" },
  { ...named, name: 'a broadcast', text: "new BroadcastChannel('breakable').postMessage(1);" },
  { ...storage, name: 'localStorage', text: "localStorage.setItem('hostile', '1');" },
  { ...storage, name: 'sessionStorage', text: "sessionStorage.setItem('hostile', '1');" },
  { ...storage, name: 'indexedDB', text: "indexedDB.open('hostile');" },
  { ...storage, name: 'caches', text: "void caches.open('hostile');" },
  { ...named, name: 'cookies', text: "document.cookie = 'hostile=1';" },
  { ...named, name: 'another page through location', text: "location.href = 'http://ELSEWHERE/location';" },
  { ...named, name: 'another page through window', text: "window.open('http://ELSEWHERE/window');" },
  { ...named, name: 'the document', text: "document.body.innerHTML = '';" },
  { ...named, name: 'the global object', text: 'globalThis.onmessage = null;' },
  { ...named, name: 'this at the top', text: "(this as unknown as { fetch(address: string): void }).fetch('http://ELSEWHERE/this');" },
  { ...named, name: 'shared memory to wait on', text: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);' },
  { ...named, name: 'WebAssembly', text: 'new WebAssembly.Memory({ initial: 65_536 });' },
  { ...named, name: 'a timer with text for code', text: "setTimeout('for (;;) {}', 0);" },
];
