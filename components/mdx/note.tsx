import type { ReactNode } from 'react';

export function Note({ children }: { readonly children: ReactNode }) {
  return (
    <aside className="mt-[22px] mb-5 rounded-r-md border-l-2 border-ink bg-surface px-[18px] pt-3.5 pb-[15px] text-[15px] leading-6 text-ink-2 [&_p]:my-0 [&_p+p]:mt-2 [&_strong]:text-ink">
      {children}
    </aside>
  );
}
