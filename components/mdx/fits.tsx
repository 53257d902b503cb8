import type { ReactNode } from 'react';
import { Icon } from '../ui/icon.tsx';

const list = '[&_ul]:my-0 [&_ul]:list-none [&_ul]:space-y-0 [&_ul]:pl-0 [&_li]:py-[5px] [&_li]:pl-0 [&_li]:text-[15px] [&_li]:leading-[23px]';
const heading = 'mb-2.5 flex items-center gap-2 border-b border-line-2 pb-[9px] text-base leading-6 font-[640]';

/** Stands at the left of LookElsewhere, or above it on a phone. */
export function Fits({ children }: { readonly children: ReactNode }) {
  return (
    <div className={`mb-6 sm:float-left sm:mb-0 sm:w-[calc(50%-16px)] ${list}`}>
      <h3 className={heading}>
        <Icon name="check" stroke={2.4} className="text-ok-text" />A good fit
      </h3>
      {children}
    </div>
  );
}

export function LookElsewhere({ children }: { readonly children: ReactNode }) {
  return (
    <div className={`sm:ml-[calc(50%+16px)] ${list}`}>
      <h3 className={heading}>
        <Icon name="x" stroke={2.4} className="text-fail-text" />
        Look elsewhere
      </h3>
      {children}
    </div>
  );
}
