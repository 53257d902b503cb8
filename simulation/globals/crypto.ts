type Bytes = Uint8Array & { fill(value: number): unknown };

const explanation =
  'crypto.subtle answers at real time, not at the time of the simulation: pass signing and hashing to the code as a port.';
const subtleNames = [
  'decrypt', 'deriveBits', 'deriveKey', 'digest', 'encrypt', 'exportKey', 'generateKey', 'importKey', 'sign', 'unwrapKey', 'verify', 'wrapKey',
];
const subtle = Object.freeze(
  Object.fromEntries(
    subtleNames.map((name) => [
      name,
      () => {
        throw new TypeError(explanation);
      },
    ]),
  ),
);

/** `crypto` whose chance is that of the process. */
export function cryptoOn(random: () => number) {
  const byte = () => Math.floor(random() * 256);
  return {
    subtle,
    getRandomValues<View extends ArrayBufferView>(view: View): View {
      const bytes: Bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      for (let index = 0; index < bytes.length; index += 1) bytes[index] = byte();
      return view;
    },
    /** A version 4 identifier (RFC 9562, 5.4). */
    randomUUID(): string {
      const digits = Array.from({ length: 16 }, (_, index) => {
        const value = index === 6 ? (byte() & 0x0f) | 0x40 : index === 8 ? (byte() & 0x3f) | 0x80 : byte();
        return value.toString(16).padStart(2, '0');
      }).join('');
      return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
    },
  };
}
