import type { ReactNode } from 'react';
import { Icon } from '../ui/icon.tsx';

interface FileLinkProps {
  readonly name: string;
  /** What is taken in the place of the file that stands at /code/. */
  readonly text?: string | undefined;
  readonly className: string;
  readonly children: ReactNode;
}

/** Downloads a file of the pattern. */
export function FileLink({ name, text, className, children }: FileLinkProps) {
  return (
    <a href={text === undefined ? `/code/${name}` : `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download={name} className={className}>
      <Icon name="download" className="text-ink-2" />
      {children}
    </a>
  );
}
