/** So many bytes are unpacked at a time: deflate makes at most about a thousand of one, so that no text grows past its bound by more than half a megabyte. */
const bytesAtOnce = 512;

/** A text, deflated and written in letters that an address keeps. */
export async function packed(text: string): Promise<string> {
  const source = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(source).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * Reverses `packed`. It stops at `bytesMax`, so that a small text that stands for a huge one costs nothing.
 * @returns undefined where that bound is reached
 * @throws Error where it is damaged or cut off: the format ends with a checksum
 */
export async function unpacked(text: string, bytesMax: number): Promise<string | undefined> {
  if (!/^[\w-]+$/.test(text)) throw new Error('These are not the letters of base64url.');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const stream = new DecompressionStream('deflate');
  const fed = feed(stream.writable.getWriter(), binary);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.readable.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    length += next.value.length;
    if (length > bytesMax) {
      await reader.cancel();
      return undefined;
    }
  }
  await fed;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** Hands the bytes over as fast as they are taken. A failure shows at the reader. */
async function feed(writer: WritableStreamDefaultWriter<BufferSource>, binary: string): Promise<void> {
  try {
    for (let at = 0; at < binary.length; at += bytesAtOnce) {
      await writer.ready;
      await writer.write(Uint8Array.from(binary.slice(at, at + bytesAtOnce), (unit) => unit.charCodeAt(0)));
    }
    await writer.close();
  } catch {
    // The reader was told the same.
  }
}
