import type { Edits } from '@/simulation/edits/edits.ts';

const fetched = new Map<string, Promise<string>>();

/** The texts of pattern files as the repository has them, by name: the very files that are taken home. Rejects where one cannot be fetched; asking again tries again. */
export async function originalCode(files: readonly string[]): Promise<Edits> {
  const texts = await Promise.all(files.map(async (file) => [file, await originalFile(file)] as const));
  return Object.fromEntries(texts);
}

function originalFile(file: string): Promise<string> {
  const known = fetched.get(file);
  if (known !== undefined) return known;
  const asked = fetch(`/code/${file}.ts`).then((response) => {
    if (!response.ok) throw new Error(`The code answered ${response.status}.`);
    return response.text();
  });
  fetched.set(file, asked);
  asked.catch(() => fetched.delete(file));
  return asked;
}
