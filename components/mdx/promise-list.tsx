import type { PromiseText } from '@/simulation/scenario.ts';
import { Icon } from '../ui/icon.tsx';

export function PromiseList({ promises }: { readonly promises: readonly PromiseText[] }) {
  return (
    <ul className="my-5 border-t border-line">
      {promises.map(({ name, label, meaning }) => (
        <li key={name} className="grid grid-cols-[16px_1fr] gap-x-2.5 border-b border-line py-2.5">
          <Icon name="check" stroke={2.2} className="mt-[3px] text-ok-text" />
          <div className="text-[15px] leading-[23px]">
            <b className="font-semibold">{label}</b>
            <span className="block text-[14px] leading-[21px] text-pretty text-ink-2">{meaning}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
