import type { ReactNode } from 'react';

interface Props {
  readonly label: ReactNode;
  readonly text: string;
  readonly limit?: string;
  readonly unit?: string;
}

/** A name at the left and its number at the right. */
export function Reading({ label, text, limit = '', unit = '' }: Props) {
  return (
    <span className="reading">
      <span>{label}</span>
      <Figure text={text} limit={limit} unit={unit} />
    </span>
  );
}

/** A name over its number, beside a round meter. */
export function WordsBeside({ label, text, unit = '' }: Omit<Props, 'limit'>) {
  return (
    <span className="beside-words">
      <span>{label}</span>
      <Figure text={text} unit={unit} />
    </span>
  );
}

/** A number with the end of its scale and its unit, which are quieter. */
export function Figure({ text, limit = '', unit = '' }: Omit<Props, 'label'>) {
  return (
    <span className="num">
      {text}
      {limit !== '' && <i>/{limit}</i>}
      {unit !== '' && <i> {unit}</i>}
    </span>
  );
}
