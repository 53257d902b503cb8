/**
 * The types that TypeScript's checker cannot do without, empty: the compiler asks it for errors of the language alone.
 * Types are checked by the editor and by the repository's own check, against the real library.
 */
export const languageTypes = `
interface Array<T> { [index: number]: T }
interface ReadonlyArray<T> { [index: number]: T }
interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {} interface NewableFunction {}
interface Number {} interface Object {} interface RegExp {} interface String {} interface BigInt {} interface Symbol {}
interface TemplateStringsArray {} interface ImportMeta {} interface PropertyDescriptor {} interface TypedPropertyDescriptor<T> {}
interface PromiseLike<T> {} interface Promise<T> {} interface PromiseConstructor { new (...values: unknown[]): Promise<unknown> }
declare var Promise: PromiseConstructor;
interface SymbolConstructor { readonly iterator: unique symbol; readonly asyncIterator: unique symbol; readonly hasInstance: unique symbol }
declare var Symbol: SymbolConstructor;
interface IteratorYieldResult<T> { done?: false; value: T } interface IteratorReturnResult<T> { done: true; value: T }
type IteratorResult<T, R = unknown> = IteratorYieldResult<T> | IteratorReturnResult<R>;
interface Iterator<T, R = unknown, N = unknown> { next(...values: unknown[]): IteratorResult<T, R> }
interface Iterable<T, R = unknown, N = unknown> { [Symbol.iterator](): Iterator<T, R, N> }
interface IterableIterator<T, R = unknown, N = unknown> extends Iterator<T, R, N> { [Symbol.iterator](): IterableIterator<T, R, N> }
interface IteratorObject<T, R = unknown, N = unknown> extends Iterator<T, R, N> { [Symbol.iterator](): IteratorObject<T, R, N> }
interface Generator<T = unknown, R = unknown, N = unknown> extends IteratorObject<T, R, N> { [Symbol.iterator](): Generator<T, R, N> }
interface AsyncIterator<T, R = unknown, N = unknown> { next(...values: unknown[]): Promise<IteratorResult<T, R>> }
interface AsyncIterable<T, R = unknown, N = unknown> { [Symbol.asyncIterator](): AsyncIterator<T, R, N> }
interface AsyncIterableIterator<T, R = unknown, N = unknown> extends AsyncIterator<T, R, N> { [Symbol.asyncIterator](): AsyncIterableIterator<T, R, N> }
interface AsyncIteratorObject<T, R = unknown, N = unknown> extends AsyncIterator<T, R, N> { [Symbol.asyncIterator](): AsyncIteratorObject<T, R, N> }
interface AsyncGenerator<T = unknown, R = unknown, N = unknown> extends AsyncIteratorObject<T, R, N> { [Symbol.asyncIterator](): AsyncGenerator<T, R, N> }
type Awaited<T> = T; type Partial<T> = T; type Readonly<T> = T; type Pick<T, K> = T; type Record<K extends string | number | symbol, T> = { [P in K]: T };
`;
