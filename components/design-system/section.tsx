import type { ReactNode } from 'react';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly children: ReactNode;
}

export function Section({ id, title, says, children }: Props) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-16 scroll-mt-6 border-t border-line pt-6">
      <h2 id={`${id}-title`} className="text-[26px] leading-8 font-[670] tracking-[-0.02em]">
        {title}
      </h2>
      <p className="mt-1.5 max-w-[46em] text-sm leading-5 text-pretty text-ink-2">{says}</p>
      {children}
    </section>
  );
}

export function Subsection({ title, says, children }: Omit<Props, 'id'>) {
  return (
    <div className="mt-8">
      <h3 className="text-base leading-6 font-[640]">{title}</h3>
      {says !== '' && <p className="max-w-[46em] text-[13px] leading-5 text-ink-2">{says}</p>}
      {children}
    </div>
  );
}
