import { describe, expect, it } from 'vitest';
import { problemsOf, runCode } from '../testing/run-code.ts';
import { compile } from './compile.ts';

/** Runs `export function run()` or `export async function run()` and gives what it logged and returned. */
function run(text: string, ...values: unknown[]): { logged: readonly string[]; result: unknown } {
  const { runtime, exports, logged } = runCode(text);
  let result: unknown;
  const returned = exports.run!(...values);
  runtime.drain();
  if (returned instanceof runtime.Promise) {
    returned.then((value) => (result = value), (reason) => (result = { reason }));
    runtime.drain();
  } else result = returned;
  return { logged, result };
}

const compiled = (text: string): string => {
  const result = compile(text, { file: 'code', executor: 'virtual' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.code;
};

describe('What is compiled', () => {
  it('is one strict function expression of scope and require, without async, await or types', () => {
    const code = compiled(`export interface Port { now(): number }\nexport class A { async wait(port: Port): Promise<number> { await null; return port.now(); } }`);
    expect(code).toMatch(/^\(function \(\$scope, require\) \{\n"use strict";/);
    expect(code).toMatch(/\}\)$/);
    expect(code).not.toMatch(/(?<!\$)\basync\b|\bawait\b|Port|Promise</);
  });

  it('lists where each await stands', () => {
    const result = compile('export async function f(a: number) {\n  await a;\n  return [await 1, await 2];\n}', { file: 'code', executor: 'virtual' });
    expect(result.ok && result.awaits).toEqual([{ line: 2, column: 3 }, { line: 3, column: 11 }, { line: 3, column: 20 }]);
  });

  it('keeps no state between two instantiations', () => {
    const { exports, again } = runCode('let count = 0;\nconst seen = [];\nexport const next = () => { count += 1; seen.push(count); return seen.length; };');
    exports.next!();
    expect(exports.next!()).toBe(2);
    expect(again().next!()).toBe(1);
    expect(exports.next!()).toBe(3);
  });

  it('reads modules through require, as the specifier is written, and drops type imports', () => {
    const text = `import { defineThing, type Thing } from '../../simulation/thing.ts';\nimport type { Other } from './other.ts';\nimport * as all from 'all';\nimport { plain } from './only-a-type.ts';\nexport const made: Thing & Other = defineThing(all.one) as plain;`;
    const asked: string[] = [];
    const modules = new Proxy({}, { get: (_target, id: string) => (asked.push(id), { defineThing: (value: unknown) => ({ value }), one: 1 }) });
    const { exports } = runCode(text, { modules });
    expect(asked).toEqual(['../../simulation/thing.ts', 'all']);
    expect(exports.made).toEqual({ value: 1 });
  });

  it('exports functions, classes and constants, also under another name, and shows later values', () => {
    const { exports } = runCode(`export let count = 0;\nexport function add() { count += 1; }\nexport class Box {}\nconst inner = 1;\nexport { inner as outer };\nexport default 7;`);
    exports.add!();
    expect([exports.count, typeof exports.Box, exports.outer, exports.default]).toEqual([1, 'function', 1, 7]);
  });
});

describe('A compiled async function', () => {
  it.each([
    ['this in methods, arrows and nested functions', 'class A { n = 1; async f() { await null; const g = async () => { await null; return this.n; }; return g(); } } export const run = () => new A().f();', 1],
    ['super in an async method', 'class A { async f(x) { return x + 1; } get g() { return 5; } } class B extends A { async f(x) { await null; const inner = async () => { await null; return await super.f(x) + super.g; }; return inner(); } } export const run = () => new B().f(1);', 7],
    ['arguments', 'export async function run() { async function f() { await null; return arguments.length; } return f(1, 2, 3); }', 3],
    ['arguments of a function that awaits nothing', 'export async function run() { async function f() { return [...arguments].join(); } return f(1, 2); }', '1,2'],
    ['rest, defaults and patterns', 'export async function run() { async function f({ a }, b = a + 1, ...rest) { await null; return [a, b, ...rest].join(); } return [await f({ a: 1 }), await f({ a: 1 }, 5, 6, 7)].join(" "); }', '1,2 1,5,6,7'],
    ['a default that throws as a rejection', 'const fail = () => { throw "no"; }; export async function run() { async function f(a = fail()) { await null; return a; } let how = "rejected"; try { f().catch(() => undefined); } catch { how = "threw"; } return how; }', 'rejected'],
    ['a pattern that throws as a rejection', 'export async function run() { async function f({ a }) { return a; } return f(null).catch((error) => error instanceof TypeError); }', true],
    ['a var that shares a parameter', 'export async function run() { async function f(a) { var a; await null; return a; } const g = async (a) => { var a; return a; }; return [await f(1), await g(2)].join(); }', '1,2'],
    ['a pattern that throws although the body names its variables again', 'export async function run() { async function f({ a }) { var a; await null; return a; } return [await f({ a: 1 }), await f(null).catch((error) => error.name)].join(); }', '1,TypeError'],
    ['parameters that see those before them, and this', 'class A { n = 1; async f(a, { b = a + this.n, c } = { c: 7 }, ...rest) { await null; return [a, b, c, ...rest].join(); } } export const run = async () => [await new A().f(1), await new A().f(1, { b: 2 }, 3, 4)].join(" ");', '1,2,7 1,2,,3,4'],
    ['a generator whose parameters throw at the call', 'export async function run() { async function* g({ a }) { yield a; } try { g(null); return "made"; } catch (error) { return error.name; } }', 'TypeError'],
    ['the length that its parameters give it', 'export const run = async () => { const f = async ({ a }, b, c = fetch(), d) => { await a; }; return f.length; };', 2],
    ['variables of blocks, loops, catches and parameters that change', 'export async function run(p = 1) { const out = []; for (const x of [1, 2]) { let n = x; const step = async () => { await null; n += x; }; await step(); await step(); out.push(n); } try { throw 1; } catch (e) { const f = async () => { await null; e += 1; }; await f(); out.push(e); } const q = async () => { await null; p += 1; }; await q(); out.push(p); { var v = 1; const r = async () => { await null; v += 1; }; await r(); } out.push(v); switch (1) { case 1: let s = 1; const t = async () => { await null; s += 1; }; await t(); out.push(s); } return out.join(); }', '3,6,2,2,2,2'],
    ['captured variables that change', 'export async function run() { const all = []; for (let i = 0; i < 3; i += 1) { all.push((async () => { await null; return i; })()); } let n = 0; const step = async () => { await null; n += 1; }; await step(); await step(); return [...await Promise.all(all), n].join(); }', '0,1,2,2'],
    ['captured variables that are declared later', 'export async function run() { const task = (async () => { await null; return later; })(); const later = 4; return task; }', 4],
    ['captured names that are declared again inside', 'export async function run(x = 1) { const y = 2; const f = async (y) => { await null; { const x = 10; y += x; } return x + y; }; return [await f(5), y].join(); }', '16,2'],
    ['a function expression that names itself', 'export const run = () => (async function count(n) { await null; return n === 0 ? "end" : count(n - 1); })(3);', 'end'],
    ['a class expression that names itself', 'export const run = () => { const A = class B { static tag = "b"; async f() { await null; return B.tag; } }; return new A().f(); };', 'b'],
    ['private names', 'class A { #n = 3; async f() { await null; return this.#n; } } export const run = () => new A().f();', 3],
    ['local functions and classes', 'export const run = () => { function one() { return 1; } class Two { value = 2; } const f = async () => { await null; return one() + new Two().value; }; return f(); };', 3],
    ['await in every place of an expression', 'export async function run() { const o = { [await "k"]: await 1, ...(await { s: 2 }) }; const t = `${await "t"}`; const f = (a, b) => a + b; o.k += await 3; return [o.k, o.s, t, f(await 1, await 2), (await [9])[0], await (await null ?? 6), (await true) ? await 7 : 0].join(); }', '4,2,t,3,9,6,7'],
    ['a labelled for await', 'export async function run() { const seen = []; outer: for await (const a of [1, 2, 3]) { for await (const b of [1, 2]) { if (b === 2) continue outer; if (a === 3) break outer; seen.push(a * 10 + b); } } return seen.join(); }', '11,21'],
    ['for await into what exists already', 'export async function run() { let x; const o = {}; for await (x of [1, 2]); for await (o.p of [3]); for await ({ x } of [{ x: 5 }]); return [x, o.p].join(); }', '5,3'],
    ['static blocks and fields', 'class A { static n = 1; static { A.n += 1; for (const x of [1, 2]) A.n += x; } [`m${1}`] = 1; } export const run = async () => { await null; return A.n; };', 5],
    ['getters, setters, generators and tagged templates', 'export async function run() { const o = { v: 1, get x() { return this.v; }, set x(y) { this.v = y * 2; }, *g() { const got = yield 1; yield got; } }; o.x = await 4; const g = o.g(); g.next(); const tag = (strings, ...values) => strings.raw.length + values.length; return [o.x, g.next("sent").value, tag`a${1}b${2}`].join(); }', '8,sent,5'],
    ['switch, labels, comma and exponents', 'export async function run(x = 3) { let n = 2; const o = { n: 3 }; a: { switch (await x) { case 2: n = 0; case 3: n **= 3; break a; default: n = 1; } n = 100; } o.n **= await 2; o["n"] **= 1; return [n, o.n, 2 ** -1, 2n ** 3n].join(); }', '8,9,0.5,8'],
    ['what is left of a list or an object, put into what exists', 'export const run = () => { let a, b, c; const o = {}; [a, ...b] = [1, 2, 3]; ({ a: o.a, ...c } = { a: 4, d: { ...{ e: 5 } } }); for ([o.f, ...o.g] of [[6, ...[7]]]); ({ h: [o.h, ...o.i] = [...b] } = {}); return JSON.stringify([a, b, c, o]); }', '[1,[2,3],{"d":{"e":5}},{"a":4,"f":6,"g":[7],"h":2,"i":[3]}]'],
    ['return in finally', 'export async function run() { try { await Promise.reject("x"); } catch { return await "caught"; } finally { await null; } }', 'caught'],
    ['types of every kind', 'type T<X> = X extends infer U ? U : never;\nabstract class A<X> { abstract f(): X; declare g: number; private readonly h!: number; async i?(): Promise<void>; }\nfunction over(a: number): number; function over(a: string): string; function over(this: void, a: unknown): unknown { return a; }\nexport async function run(): Promise<unknown> { const x = <T extends unknown>(y: T): T => y; await null; return (over(x(1)) satisfies number)! as unknown; }', 1],
  ])('has %s as the language has it', (_name, text, result) => {
    expect(run(text).result).toEqual(result);
  });

  it('is a plain function to its caller: it has its name and its length', () => {
    const { exports } = runCode('export async function named(a, b) { await a; return b; }');
    expect([exports.named!.name, exports.named!.length]).toEqual(['named', 2]);
  });
});

describe('A line marker', () => {
  const throwing = (statements: string) => {
    const { runtime, exports } = runCode(`export function run(fails) {\n${statements}\n}`);
    expect(() => exports.run!(() => { throw new Error('from outside'); })).toThrow();
    return runtime.cursor.line;
  };

  it.each([
    ['a statement', 'let x = 1;\nx += 1;\nfails();', 4],
    ['a condition', 'let x = 1;\nif (fails())\n  x = 2;', 3],
    ['the condition of a loop, at a later turn', 'let turns = 0;\nwhile (turns < 1 || fails()) {\n  turns += 1;\n}', 3],
    ['the step of a loop', 'for (let turns = 0;\n  turns < 2;\n  turns += fails()) {\n  turns += 0;\n}', 4],
    ['an arrow without a block', 'const f = (x) =>\n  x.field;\n[null].map(f);', 3],
    ['a statement after a call that returned', 'const f = () => {\n  return 1;\n};\nf() + f() + fails();', 5],
    ['a catch block', 'try {\n  fails();\n} catch {\n  fails();\n}', 5],
    ['a throw that passes a finally block', 'let x = 1;\ntry {\n  fails();\n} finally {\n  x = 2;\n  x = [x].length;\n}', 4],
    ['a field', 'class A {\n  x = fails();\n}\nnew A();', 3],
  ])('points to %s', (_name, statements, line) => {
    expect(throwing(statements)).toBe(line);
  });

  it('gives the caller its own position back', () => {
    const { runtime, exports } = runCode('export const run = () => {\n  return 1;\n};');
    runtime.cursor.at = 5;
    exports.run!();
    expect(runtime.cursor.at).toBe(5);
  });

  it('names the file in which the code stands, and not the one that called it', () => {
    const { runtime, exports } = runCode('export const run = (other) => {\n  other();\n  other(1);\n};');
    const other = compile('export const fail = (yes) => {\n  if (yes) throw new Error("here");\n};', { file: 'other', executor: 'virtual' });
    expect(other.ok).toBe(true);
    const inner = runCode('export const fail = (yes) => { if (yes) throw new Error("here"); };', { runtime });
    expect(() => exports.run!(inner.exports.fail)).toThrow('here');
    expect(runtime.cursor.file).toBe('code');
  });
});

describe('What cannot be run', () => {
  it.each([
    ['const x = ;', '1:11 Expression expected.'],
    ['export const a = 1;\nexport function f( {', "2:21 '}' expected."],
    ['let a = 1;\nlet a = 2;', "2:5 Cannot redeclare block-scoped variable 'a'."],
    ['break;', "1:1 A 'break' statement can only be used within an enclosing iteration or switch statement."],
    ['const a = 1;\na = 2;', "2:1 Cannot assign to 'a' because it is a constant."],
    ['function f() {\n  return await 1;\n}', "2:10 'await' expressions are only allowed within async functions and at the top levels of modules."],
    ['async function* g() { yield* g(); }', '1:23 yield* in an async generator is not supported: write for await (const item of …) yield item;'],
    ['await 1;', '1:1 await at the top of a file would run while it loads: put it into an async function.'],
    ['for await (const x of []) ;', '1:1 await at the top of a file would run while it loads: put it into an async function.'],
    ["export const f = () => import('./a.ts');", '1:24 A simulation loads nothing while it runs: import at the top of the file.'],
    ['export const u = import.meta.url;', '1:18 import.meta is not there in a simulation: pass what is needed as a port.'],
    ["eval('1');", '1:1 eval makes code from text, which a simulation cannot follow: write a function.'],
    ["new Function('return 1');", '1:5 new Function makes code from text, which a simulation cannot follow: write a function.'],
    ["Function('return 1')();", '1:1 new Function makes code from text, which a simulation cannot follow: write a function.'],
    ['with ({}) ;', '1:1 with hides which names are meant: name the object.'],
    ['new WeakRef({});', '1:5 WeakRef depends on when memory is collected: hold the object, or a Map with an expiry.'],
    ['new FinalizationRegistry(() => undefined);', '1:5 FinalizationRegistry depends on when memory is collected: release explicitly, in finally.'],
    ['new Intl.NumberFormat();', "1:5 Intl depends on the reader's language and version of the browser: format by hand."],
    ["'a'.localeCompare('b');", "1:1 localeCompare depends on the reader's language: compare with < and >."],
    ['(1).toLocaleString();', "1:1 toLocaleString depends on the reader's language: use String, toFixed or toISOString."],
    ['enum Color { red }', '1:1 An enum is more than a type: write a union of texts, or a const object.'],
    ['class A { constructor(private a: number) {} }', '1:23 A parameter property is more than a type: declare the field and assign it.'],
    ['class A { @log f() {} }', '1:11 Decorators are not in every browser: call the function.'],
    ['count = 1;', '1:1 count is not declared here: write const or let before it.'],
    ['count++;', '1:1 count is not declared here: write const or let before it.'],
    ['[{ count }, ...Math.rest] = [];', '1:4 count is not declared here: write const or let before it.'],
    ['for (count of []) ;', '1:6 count is not declared here: write const or let before it.'],
    ['Math = 1;', '1:1 Math is not declared here: write const or let before it.'],
    ['const f = () => arguments;', '1:17 There are no arguments outside of a function: name the parameters.'],
    ['const $c = 1;', "1:7 The name $c is the simulation's own: choose another."],
    ['const exports = 1;', "1:7 The name exports is the module's own: choose another."],
  ])('%s is told with its place and what to write instead', (text, problem) => {
    expect(problemsOf(text)).toContain(problem);
  });

  it('is told all at once, in order', () => {
    expect(problemsOf("'b'.localeCompare('a');\neval('1');\nnew WeakRef({});").map((problem) => problem.slice(0, 3))).toEqual(['1:1', '2:1', '3:5']);
  });

  it('leaves names of properties, types and own variables alone', () => {
    expect(problemsOf('interface A { eval: WeakRef<object> }\nconst Intl = { eval: 1, Function: 2 };\nexport const f = (a: A) => [a.eval, Intl.Function];')).toEqual([]);
  });
});

describe("A pattern's file", () => {
  const problemsInPattern = (text: string) => {
    const result = compile(text, { file: 'code', executor: 'virtual', original: '' });
    return result.ok ? [] : result.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
  };

  it.each(["import 'away';", "import { away } from 'away';", "import away from 'away';", "import * as away from 'away';", "export * from 'away';", "export { away } from 'away';", "import away = require('away');"])('imports nothing: %s', (text) => {
    expect(problemsInPattern(`const a = 1;\n ${text}`)).toEqual(["2:2 A pattern's file imports nothing: write what it needs into the file, or take it as an option."]);
  });

  it('may name types of elsewhere, and export what it has', () => {
    expect(problemsInPattern("import type { Away } from 'away';\nexport type { Away } from 'away';\nconst a = 1;\nexport { a };")).toEqual([]);
  });
});

describe('Code that is nested', () => {
  const shapes: readonly (readonly [string, (times: number) => string])[] = [
    ['brackets', (times) => `void ${'('.repeat(times)}0${')'.repeat(times)};`],
    ['lists', (times) => `void ${'['.repeat(times)}0${']'.repeat(times)};`],
    ['functions', (times) => `export const f = ${'() => '.repeat(times)}0;`],
    ['branches', (times) => `${'if (1) '.repeat(times)};`],
    ['sums', (times) => `export const sum = 0${' + 1'.repeat(times)};`],
    ['classes', (times) => `${'class A { m() { '.repeat(times)}${'}}'.repeat(times)}`],
  ];

  it.each(shapes)('too deeply in %s is refused, however deep', (_, shape) => {
    expect(problemsOf(shape(60))).toEqual([]);
    for (const times of [210, 2000, 20_000]) expect(problemsOf(shape(times)), `${times}`).toEqual([expect.stringMatching(/^1:\d+ The code is nested .* Give a part of it a name/)]);
  });

  it('too deeply is refused at the place where it becomes too deep', () => {
    expect(problemsOf(`const a = 1;\nvoid ${'('.repeat(300)}a${')'.repeat(300)};\nvoid ${'('.repeat(400)}a${')'.repeat(400)};`)).toEqual(['2:204 The code is nested more than 200 deep here. Give a part of it a name, or put it into a function of its own.']);
  });
});

describe('A global', () => {
  it('that a simulation lacks throws what to use instead, when it is used', () => {
    const { exports } = runCode('export const ask = () => fetch("/x");\nexport const port = (send = () => fetch("/x")) => typeof send;');
    expect(() => exports.ask!()).toThrow('There is no network in a simulation: send with env.request, or pass a transport as a port.');
    expect(exports.port!()).toBe('function');
  });

  it.each([
    'fetch', 'XMLHttpRequest', 'WebSocket', 'localStorage', 'indexedDB', 'globalThis', 'window', 'self', 'global', 'document', 'process', 'require',
    'module', 'Buffer', 'navigator', 'setImmediate', 'SharedArrayBuffer', 'Atomics', 'WebAssembly', 'Worker', 'Deno', 'unknownName',
  ])('named %s is not there: typeof says undefined, reading it throws', (name) => {
    const { exports } = runCode(`export const type = () => typeof ${name};\nexport const read = () => ${name};\nexport const put = () => ({ ${name} });`);
    expect(exports.type!()).toBe('undefined');
    expect(() => exports.read!()).toThrow(ReferenceError);
    expect(() => exports.put!()).toThrow(ReferenceError);
  });

  it.each([
    'declare const process: any;', 'declare function process(): void;', 'declare global { var process: any; }', "import type { process } from './process.ts';",
    "import { type process } from './process.ts';", 'export function process(): void;', 'interface process {}',
  ])('is not there either where only a type says so: %s', (declaration) => {
    const { exports } = runCode(`${declaration}\nexport const read = () => process;`, { modules: { './process.ts': {} } });
    expect(() => exports.read!()).toThrow(ReferenceError);
  });

  it('cannot be reached through Function', () => {
    const { exports } = runCode('export const is = () => (() => 1) instanceof Function;\nexport const make = (made = Function) => made("return globalThis");');
    expect(exports.is!()).toBe(true);
    expect(() => exports.make!()).toThrow('Code cannot be made from text');
  });

  it('may be hidden by a variable of the same name', () => {
    expect(run('const fetch = () => 1; const Math = { floor: () => 2 }; export const run = () => fetch() + Math.floor() + 2 ** 2;').result).toBe(7);
  });
});
