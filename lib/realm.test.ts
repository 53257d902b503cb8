import { runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { newRealm } from './realm.ts';

const inRealm = (code: string): unknown => structuredClone(runInContext(code, newRealm()) as unknown);

describe('a realm', () => {
  it('encodes and decodes text as this one does', () => {
    const texts = ['', 'grüße', '🎉 \ud800', '\ufefftop'];
    const encoded = inRealm(`${JSON.stringify(texts)}.map((text) => [...new TextEncoder().encode(text)])`);
    expect(encoded).toEqual(texts.map((text) => [...new TextEncoder().encode(text)]));
    const bytes = [[0xef, 0xbb, 0xbf, 0x61], [0xff, 0x61], [0xe2, 0x82], []];
    const decoded = inRealm(`${JSON.stringify(bytes)}.flatMap((list) => [new TextDecoder(), new TextDecoder('latin1'), new TextDecoder('utf-8', { ignoreBOM: true })].map((decoder) => decoder.decode(new Uint8Array(list))))`);
    expect(decoded).toEqual(bytes.flatMap((list) => [new TextDecoder(), new TextDecoder('latin1'), new TextDecoder('utf-8', { ignoreBOM: true })].map((decoder) => decoder.decode(new Uint8Array(list)))));
    expect(inRealm(`const decoder = new TextDecoder(); [decoder.decode(new Uint8Array([0xe2, 0x82]), { stream: true }), decoder.decode(new Uint8Array([0xac])), decoder.encoding]`)).toEqual(['', '€', 'utf-8']);
    expect(inRealm(`const bytes = new Uint8Array(3); [new TextEncoder().encodeInto('ab', bytes), [...bytes]]`)).toEqual([{ read: 2, written: 2 }, [97, 98, 0]]);
  });

  it.each([
    ['the bytes', `new TextEncoder().encode('a')`],
    ['the result of encoding into bytes', `new TextEncoder().encodeInto('a', new Uint8Array(1))`],
    ['a codec', 'new TextDecoder()'],
    ['an error of encoding', `(() => { try { new TextEncoder().encodeInto('a', {}); } catch (error) { return error; } })()`],
    ['an error of a name', `(() => { try { new TextDecoder('no such'); } catch (error) { return error; } })()`],
    ['an error of decoding', `(() => { try { new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255])); } catch (error) { return error; } })()`],
    ['an error of this realm in the codec', `(() => { try { new TextDecoder().decode(new Proxy(new Uint8Array(1), {})); } catch (error) { return error; } })()`],
  ])('has nothing of this realm in reach: %s', (_, code) => {
    expect(inRealm(`${code} instanceof Object`)).toBe(true);
  });

  it('has nothing of Node, and makes no code from text', () => {
    expect(inRealm('[typeof process, typeof require, typeof fetch, typeof setTimeout].join()')).toBe('undefined,undefined,undefined,undefined');
    expect(() => inRealm('Function("return 1")()')).toThrow('Code generation from strings disallowed');
    expect(() => inRealm('new TextEncoder().encode.constructor("return process")()')).toThrow('Code generation from strings disallowed');
  });
});
