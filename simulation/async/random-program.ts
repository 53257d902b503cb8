import { RandomWriter, randomFrom, type Choice } from './random-writer.ts';

/**
 * The text of a random program over everything that makes jobs: `export function run(log) { … }`. It always ends, it is
 * JavaScript and TypeScript alike, and the order of what it logs is what an executor has to get right. What an engine words
 * or decides for itself is left out.
 */
export function randomProgram(seed: number): string {
  return new Writer(randomFrom(seed)).program();
}

/** Which statements may stand at a place. */
interface Place {
  readonly awaits: boolean;
  readonly yields: boolean;
  readonly loops: boolean;
}
const sync: Place = { awaits: false, yields: false, loops: false };
const asyncBody: Place = { awaits: true, yields: false, loops: false };
const generatorBody: Place = { awaits: true, yields: true, loops: false };

const functionCount = 3;
const generatorCount = 2;
/** From this one on functions use no generators, and generators use these functions alone. */
const leafFunction = 1;
const trackCount = 3;

class Writer extends RandomWriter {
  /** How much may still be written: every choice beyond it is a plain one. */
  private size = 0;
  /** Functions and generators call only later ones of their kind, so every program ends. */
  private firstFunction = 0;
  private firstGenerator = 0;
  private isInListener = false;

  program(): string {
    const declared: string[] = [];
    for (let index = 0; index < functionCount; index += 1) declared.push(this.asyncFunction(index));
    for (let index = 0; index < generatorCount; index += 1) declared.push(this.asyncGenerator(index));
    this.firstFunction = this.firstGenerator = 0;
    const tracks: string[] = [];
    for (let index = 0; index < trackCount; index += 1) tracks.push(this.track());
    return [
      'export function run(log) {',
      'let turn = 0;',
      'const controller = new AbortController();',
      'const { signal } = controller;',
      'function* numbers(end) { for (let item = 0; item < end; item += 1) yield item % 2 ? item : Promise.resolve(item); }',
      'class Base { tag = 1; async read(value) { return [this.tag, await value]; } async now(value) { return value; } }',
      'class Derived extends Base { tag = 2; async read(value) { await null; return super.read(await super.now(value)); } }',
      ...declared,
      ...tracks,
      '}',
    ].join('\n');
  }

  /** Tracks start at one time and run interleaved. */
  private track(): string {
    this.size = 14;
    const heard = `.then((value) => log(${this.place()}, value), (reason) => log(${this.place()}, reason));`;
    const choices: Choice[] = [
      (left) => `(async () => ${this.block(asyncBody, left, 4)})()${heard}`,
      (left) => `(async () => ${this.block(asyncBody, left, 4)})()${heard}`,
      (left) => `try { ${this.stepped(sync, left)} } catch (error) { log(${this.place()}, error); }`,
      (left) => `try ${this.block(sync, left, 3)} catch (error) { log(${this.place()}, error); }`,
    ];
    return this.choose(choices, 4);
  }

  private asyncFunction(index: number): string {
    this.firstFunction = index + 1;
    this.firstGenerator = index < leafFunction ? 0 : generatorCount;
    this.size = 10;
    const parameter = this.pick(['value', 'value = 1', '{ value = 2 } = {}', `value = fail${this.place()}()`]);
    const broken = parameter.includes('fail') ? `function ${parameter.slice(8, -2)}() { throw 'default'; }\n` : '';
    return `${broken}async function f${index}(${parameter}) ${this.block(asyncBody, 3, 3)}`;
  }

  private asyncGenerator(index: number): string {
    this.firstGenerator = index + 1;
    this.firstFunction = leafFunction;
    this.size = 14;
    return `async function* g${index}(value) ${this.block(generatorBody, 3, 4)}`;
  }

  private block(place: Place, depth: number, length: number): string {
    const count = 1 + this.random(length);
    const statements: string[] = [];
    for (let index = 0; index < count; index += 1) statements.push(this.statement(place, depth));
    if (this.random(5) === 0) statements.push(this.ending(place, depth));
    return `{\n${statements.join('\n')}\n}`;
  }

  private ending(place: Place, depth: number): string {
    const choices: Choice[] = [(left) => `return ${this.value(place, left)};`, () => `throw 'thrown ${this.place()}';`];
    if (place.loops) choices.push(() => 'break;', () => 'continue;');
    return this.choose(choices, depth);
  }

  private statement(place: Place, depth: number): string {
    const choices: Choice[] = [() => `log(${this.place()});`];
    const isPlain = depth <= 0 || this.size <= 0;
    this.size -= 1;
    if (!isPlain) {
      choices.push(
        (left) => `log(${this.place()}, ${this.value(place, left)});`,
        (left) => `${this.promise(place, left)};`,
        (left) => `${this.promise(place, left)}.catch((reason) => log(${this.place()}, reason));`,
        (left) => `queueMicrotask(() => { try ${this.block(sync, left, 2)} catch (error) { log(${this.place()}, error); } });`,
        (left) => this.attempt(place, left),
        (left) => `if ((turn += 1) % ${2 + this.random(2)}) ${this.block(place, left, 2)} else ${this.block(place, left, 2)}`,
        (left) => `for (let turns = 0; turns < 2; turns += 1) ${this.block({ ...place, loops: true }, left, 2)}`,
        (left) => this.stepped(place, left),
      );
      if (!this.isInListener) choices.push((left) => this.abort(left));
    }
    if (place.awaits && !isPlain) {
      choices.push(
        (left) => `await ${this.value(place, left)};`,
        (left) => `log(${this.place()}, await ${this.value(place, left)});`,
        (left) => `log(${this.place()}, [await ${this.value(place, left)}, await ${this.value(place, left)}]);`,
        (left) => this.forAwait(place, left),
        (left) => this.forAwait(place, left),
      );
    }
    if (place.yields && !isPlain) {
      const yielded: Choice = (left) => `log(${this.place()}, yield ${this.value(place, left)});`;
      choices.push(yielded, yielded, yielded, (left) => `yield ${this.value(place, left)};`);
    }
    return this.choose(choices, depth);
  }

  private attempt(place: Place, depth: number): string {
    const tried = `try ${this.block(place, depth, 3)}`;
    const caught = ` catch (error) {\nlog(${this.place()}, error);\n${this.statement(place, depth)}\n}`;
    const ended = ` finally ${this.block({ ...place, loops: false }, depth, 2)}`;
    return this.pick([tried + caught, tried + ended, tried + caught + ended]);
  }

  private forAwait(place: Place, depth: number): string {
    const item = this.name('item');
    const kind = this.pick(['const ', 'let ', 'var ']);
    const body = this.block({ ...place, loops: true }, depth, 2).replace('{', `{\nlog(${this.place()}, ${item});`);
    return `for await (${kind}${item} of ${this.iterable(place, depth)}) ${body}`;
  }

  private iterable(place: Place, depth: number): string {
    const choices: Choice[] = [
      (left) => `[${this.value(place, left)}, ${this.value(place, left)}]`,
      () => `numbers(${1 + this.random(3)})`,
      (left) => this.handMade(left),
    ];
    if (this.firstGenerator < generatorCount) {
      const made: Choice = (left) => `${this.generatorCall(place, left)}`;
      choices.push(made, made, made);
    }
    return this.choose(choices, depth);
  }

  /** An async iterable without a generator: its results come in every form. */
  private handMade(depth: number): string {
    const result = this.pick(['{ value: count, done: count > 2 }', 'Promise.resolve({ value: count, done: count > 1 })', this.thenableOf('{ value: count, done: count > 1 }')]);
    const end = this.pick(['', `return() { log(${this.place()}); return ${this.pick(['{}', 'Promise.resolve({})', "Promise.reject('close')", '1'])}; },`]);
    const failing = this.random(4) === 0 ? `if (count > 1) ${this.pick(["throw 'next'", "return Promise.reject('next')", 'return 1'])};` : '';
    return `{ count: 0, [Symbol.asyncIterator]() { return this; }, next() { const count = (this.count += 1); ${failing} log(${this.place()}); ${this.statement(sync, depth - 1)} return ${result}; }, ${end} }`;
  }

  private thenableOf(value: string): string {
    return `{ then(resolve) { log(${this.place()}); resolve(${value}); } }`;
  }

  private generatorCall(place: Place, depth: number): string {
    const index = this.firstGenerator + this.random(generatorCount - this.firstGenerator);
    return `g${index}(${this.value(place, depth - 1)})`;
  }

  /** An async generator driven by hand, also with several requests at one time. */
  private stepped(place: Place, depth: number): string {
    if (this.firstGenerator >= generatorCount) return `log(${this.place()});`;
    const steps = this.name('steps');
    const request = () => {
      const value = this.value(place, depth - 1);
      return this.pick([`${steps}.next(${value})`, `${steps}.next(${value})`, `${steps}.next()`, `${steps}.return(${value})`, `${steps}.throw('told ${this.place()}')`]);
    };
    const heard = () => `${request()}.then((value) => log(${this.place()}, value), (reason) => log(${this.place()}, reason));`;
    const lines = [`const ${steps} = ${this.generatorCall(place, depth)};`, heard(), heard()];
    if (place.awaits) lines.push(`log(${this.place()}, await ${request()});`);
    if (this.random(2) === 0) lines.push(heard());
    return `{\n${lines.join('\n')}\n}`;
  }

  private abort(depth: number): string {
    const choices: Choice[] = [
      () => `signal.addEventListener('abort', () => log(${this.place()}, signal.reason));`,
      () => `signal.addEventListener('abort', () => log(${this.place()}), { once: true });`,
      () => `signal.onabort = () => log(${this.place()});`,
      (left) => this.listener(left),
      () => `AbortSignal.any([signal, new AbortController().signal]).addEventListener('abort', (event) => log(${this.place()}, event.type));`,
      () => `controller.abort('aborted ${this.place()}');`,
      () => `try { signal.throwIfAborted(); } catch (reason) { log(${this.place()}, reason); }`,
      () => `new Promise((resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))).catch((reason) => log(${this.place()}, reason));`,
    ];
    return this.choose(choices, depth);
  }

  /** A listener that does more. It adds no listener: whether that one is called too differs between Node and the web's standard. */
  private listener(depth: number): string {
    const { firstFunction, firstGenerator } = this;
    this.firstFunction = functionCount;
    this.firstGenerator = generatorCount;
    this.isInListener = true;
    const body = this.block(sync, depth, 2);
    this.isInListener = false;
    this.firstFunction = firstFunction;
    this.firstGenerator = firstGenerator;
    return `signal.addEventListener('abort', () => { try ${body} catch (error) { log(${this.place()}, error); } });`;
  }

  /** An expression of any value: mostly a promise, sometimes a thenable, sometimes plain. */
  private value(place: Place, depth: number): string {
    const choices: Choice[] = [() => String(this.place()), () => "'text'"];
    if (depth > 0 && this.size > 0) {
      choices.push((left) => this.thenable(left), (left) => this.promise(place, left), (left) => this.promise(place, left), (left) => this.promise(place, left));
      if (place.awaits) choices.push((left) => `(await ${this.value(place, left)})`);
    }
    return this.choose(choices, depth);
  }

  /** A thenable that calls back at once or late, twice or never, or throws before or after. */
  private thenable(depth: number): string {
    const value = () => this.value(sync, depth - 1);
    const calls = this.pick([
      `resolve(${value()});`,
      `reject('refused ${this.place()}');`,
      `resolve(${value()}); resolve(${value()}); reject('late');`,
      `reject('first'); resolve(${value()});`,
      `queueMicrotask(() => resolve(${value()}));`,
      `Promise.resolve().then(() => reject('later ${this.place()}'));`,
      `resolve(${value()}); throw 'ignored';`,
      `throw 'thrown ${this.place()}';`,
      this.random(3) === 0 ? '' : `resolve(${value()});`,
    ]);
    const then = `then(resolve, reject) { log(${this.place()}); ${calls} }`;
    return this.random(8) === 0 ? `{ get then() { throw 'getter ${this.place()}'; } }` : `{ ${then} }`;
  }

  private promise(place: Place, depth: number): string {
    const one = (left: number) => this.value(place, left);
    const handler = (left: number) => this.handler(left);
    const choices: Choice[] = [
      (left) => `Promise.resolve(${one(left)})`,
      () => `Promise.reject('rejected ${this.place()}')`,
      (left) => `Promise.resolve(${one(left)}).then(${handler(left)})`,
      (left) => `Promise.resolve(${one(left)}).then(${handler(left)}, ${handler(left)})`,
      (left) => `Promise.reject('rejected ${this.place()}').catch(${handler(left)})`,
      (left) => `Promise.resolve(${one(left)}).finally(() => ${this.block(sync, left, 2)})`,
      (left) => `Promise.reject('rejected ${this.place()}').finally(async () => ${this.block(asyncBody, left, 2)})`,
      (left) => `Promise.${this.pick(['all', 'allSettled', 'any', 'race'])}([${one(left)}, ${one(left)}${this.random(2) === 0 ? `, ${one(left)}` : ''}])`,
      () => `Promise.${this.pick(['all', 'allSettled', 'any', 'race'])}(${this.pick(['[]', 'numbers(3)', '7'])})`,
      (left) => `(async () => ${this.block(asyncBody, left, 3)})()`,
      (left) => `(async (item = ${this.value(sync, left)}) => item)()`,
      (left) => `new Promise((resolve, reject) => { log(${this.place()}); ${this.executor(left)} })`,
      (left) => `new ${this.pick(['Base', 'Derived'])}().read(${one(left)})`,
    ];
    if (this.firstFunction < functionCount) {
      const call: Choice = (left) => `f${this.firstFunction + this.random(functionCount - this.firstFunction)}(${this.pick([one(left), 'undefined', 'null'])})`;
      choices.push(call, call);
    }
    return this.choose(choices, depth);
  }

  private handler(depth: number): string {
    const choices: Choice[] = [
      (left) => `(value) => { log(${this.place()}, value); return ${this.value(sync, left)}; }`,
      (left) => `async (value) => { log(${this.place()}, value); ${this.statement(asyncBody, left)} }`,
      () => `(value) => { log(${this.place()}, value); throw 'handled ${this.place()}'; }`,
      () => 'undefined',
    ];
    return this.choose(choices, depth);
  }

  private executor(depth: number): string {
    const choices: Choice[] = [
      (left) => `resolve(${this.value(sync, left)});`,
      (left) => `resolve(${this.value(sync, left)}); reject('ignored');`,
      () => `reject('executor ${this.place()}'); throw 'ignored';`,
      () => `throw 'executor ${this.place()}';`,
      (left) => `queueMicrotask(() => resolve(${this.value(sync, left)}));`,
      (left) => (this.random(3) === 0 ? '' : `resolve(${this.value(sync, left)});`),
    ];
    return this.choose(choices, depth);
  }
}
