import { createContext, Script, type Context } from 'node:vm';

/**
 * A realm for code that is not trusted: the language and text codecs, and nothing of Node. It makes no code from text, and no object of this
 * realm is in its reach: each leads to `Function` of this realm, and with it to everything.
 */
export function newRealm(): Context {
  const realm = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
  const install = codecs.runInContext(realm) as (given: unknown) => void;
  install(host);
  return realm;
}

/** What the codecs of a realm ask of this one. Only texts, numbers and bytes go in; what comes out is copied, and errors are worded anew. */
const host = {
  encode: (text: string) => new TextEncoder().encode(text),
  encodeInto: (text: string, bytes: Uint8Array) => new TextEncoder().encodeInto(text, bytes),
  decoder: (label: string, fatal: boolean, ignoreBOM: boolean) => new TextDecoder(label, { fatal, ignoreBOM }),
  decode: (decoder: TextDecoder, bytes: Uint8Array | undefined, stream: boolean) => decoder.decode(bytes, { stream }),
} as const;

const codecs = new Script(
  `'use strict';
(host) => {
  const { Object, RangeError, TypeError, Uint8Array } = globalThis;
  const asked = (work) => {
    try {
      return work();
    } catch (error) {
      throw error.name === 'RangeError' ? new RangeError(error.message) : new TypeError(error.message);
    }
  };
  class TextEncoder {
    get encoding() { return 'utf-8'; }
    encode(input = '') {
      const text = \`\${input}\`;
      return new Uint8Array(asked(() => host.encode(text)));
    }
    encodeInto(input, bytes) {
      const text = \`\${input}\`;
      const { read, written } = asked(() => host.encodeInto(text, bytes));
      return { read, written };
    }
  }
  class TextDecoder {
    #decoder;
    constructor(label = 'utf-8', options = {}) {
      const [name, fatal, ignoreBOM] = [\`\${label}\`, !!options?.fatal, !!options?.ignoreBOM];
      this.#decoder = asked(() => host.decoder(name, fatal, ignoreBOM));
    }
    get encoding() { return this.#decoder.encoding; }
    get fatal() { return this.#decoder.fatal; }
    get ignoreBOM() { return this.#decoder.ignoreBOM; }
    decode(bytes, options = {}) {
      const [decoder, stream] = [this.#decoder, !!options?.stream];
      return asked(() => host.decode(decoder, bytes, stream));
    }
  }
  for (const [name, value] of [['TextEncoder', TextEncoder], ['TextDecoder', TextDecoder]]) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
};`,
  { filename: 'codecs.js' },
);
