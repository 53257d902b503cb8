import type { Edits } from '@/simulation/edits/edits.ts';

interface Props {
  readonly files: readonly string[];
  readonly file: string;
  /** Those of the reader's own are marked. */
  readonly edits: Edits;
  readonly onFile: (file: string) => void;
}

/** The name of the file that is shown, or the choice of one where the pattern has several. */
export function FileChoice({ files, file, edits, onFile }: Props) {
  if (files.length < 2) return <span className="code-file mono">{file}.ts</span>;
  return (
    <select className="tweak-select code-files mono" aria-label="File" value={file} onChange={({ target }) => onFile(target.value)}>
      {files.map((name) => (
        <option key={name} value={name}>
          {name}.ts{Object.hasOwn(edits, name) ? ' (edited)' : ''}
        </option>
      ))}
    </select>
  );
}
