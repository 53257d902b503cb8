/** Eight hexadecimal digits that tell one version of a text from another (FNV-1a). It guards against a mix-up, not against malice. */
export function textDigest(text: string): string {
  let digest = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) digest = Math.imul(digest ^ text.charCodeAt(index), 0x01000193);
  return (digest >>> 0).toString(16).padStart(8, '0');
}
