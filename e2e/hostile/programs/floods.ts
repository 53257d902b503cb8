import type { HostileProgram } from '../hostile-program.ts';

const everyMethod = (body: string) => `for (const made of EXPORTED) for (const name of Object.getOwnPropertyNames(made.prototype)) {
  const { value } = Object.getOwnPropertyDescriptor(made.prototype, name)!;
  if (name === 'constructor' || typeof value !== 'function') continue;
  made.prototype[name] = ${body};
}`;

/** Code that says or sends too much, or what cannot be said. What a pattern is given as functions leads to its requests and messages. */
export const floods: readonly HostileProgram[] = [
  { name: 'log lines without end', place: 'function', outcome: 'stops', says: /log/, text: "for (;;) console.log('again');" },
  { name: 'long log lines', place: 'function', outcome: 'stops', text: "for (;;) console.log('x'.repeat(1e6));" },
  { name: 'a log line of a million items', place: 'function', outcome: 'stops', text: 'console.log(Array.from({ length: 1e6 }, (_, index) => index));' },
  { name: 'calls of all that is handed in', place: 'module', outcome: 'explained', text: everyMethod('function (...given: unknown[]) { for (const one of given) if (typeof one === "function") for (let more = 0; more < 50_000; more += 1) void Promise.resolve(one({})).catch(() => 0); return value.apply(this, given); }') },
  { name: 'calls of all that is handed in, at every tick', place: 'module', outcome: 'runs', text: everyMethod('function (...given: unknown[]) { for (const one of given) if (typeof one === "function") setInterval(() => void Promise.resolve(one({})).catch(() => 0), 1); return value.apply(this, given); }') },
  { name: 'promises that never settle', place: 'module', outcome: 'runs', text: everyMethod('() => new Promise(() => undefined)') },
  { name: 'errors without end that nobody catches', place: 'function', outcome: 'stops', text: "for (;;) queueMicrotask(() => { throw new Error('again'); });" },
  { name: 'rejections without end that nobody catches', place: 'function', outcome: 'stops', text: "for (;;) void Promise.reject(new Error('again'));" },
  { name: 'errors with a long message', place: 'function', outcome: 'explained', text: "setInterval(() => { throw new Error('x'.repeat(1e7)); }, 1);" },
];

/** Code that hands out values which strike when they are looked at. */
export const values: readonly HostileProgram[] = [
  { name: 'a getter that throws, logged', place: 'function', outcome: 'runs', text: "console.log({ get value() { throw new Error('do not look'); } });" },
  { name: 'a getter that never ends, logged', place: 'function', outcome: 'stops', text: 'console.log({ get value() { for (;;) {} } });' },
  { name: 'a proxy that throws at every touch, logged', place: 'function', outcome: 'runs', text: "console.log(new Proxy({}, new Proxy({}, { get: () => { throw new Error('do not touch'); } })));" },
  { name: 'a value that holds itself, logged and thrown', place: 'function', outcome: 'runs', text: 'const self: Record<string, unknown> = { list: [] };\nself.self = self;\nconsole.log(self, [self], new Map([[self, self]]));\nthrow self;' },
  { name: 'a value that is wide at every level, logged', place: 'function', outcome: 'explained', text: 'let wide: unknown = 0;\nfor (let level = 0; level < 6; level += 1) wide = new Array(200).fill(wide);\nconsole.log(wide);' },
  { name: 'null, thrown', place: 'function', outcome: 'runs', text: 'throw null;' },
  { name: 'undefined, thrown', place: 'function', outcome: 'runs', text: 'throw undefined;' },
  { name: 'a function, thrown', place: 'function', outcome: 'runs', text: 'throw () => { for (;;) {} };' },
  { name: 'a symbol, thrown', place: 'function', outcome: 'runs', text: "throw Symbol('thrown');" },
  { name: 'a proxy that nobody may touch, thrown', place: 'function', outcome: 'runs', text: 'const { proxy, revoke } = Proxy.revocable({}, {});\nrevoke();\nthrow proxy;' },
  { name: 'an error whose message throws', place: 'function', outcome: 'runs', text: "throw Object.defineProperty(new Error(), 'message', { get: () => { throw new Error('no message'); } });" },
  { name: 'an error whose message never ends', place: 'module', outcome: 'stops', text: "throw Object.defineProperty(new Error(), 'message', { get: () => { for (;;) {} } });" },
  { name: 'an error that is no text', place: 'module', outcome: 'stops', text: "throw Object.assign(new Error(), { name: Symbol('name'), message: { toString: null } });" },
  { name: 'an error that is markup', place: 'module', outcome: 'stops', text: "throw new Error('<img src=x onerror=\"document.title=1\"><script>document.title=1</script>');" },
];
