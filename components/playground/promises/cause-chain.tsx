import type { Violation } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { preciseSeconds } from '../timeline/time-text.ts';

/** From effect to cause, read as "…, because …". The numbers are those on the timeline. */
export function CauseChain({ chain, data }: { readonly chain: Violation['chain']; readonly data: ScenarioData }) {
  const labelOf = (id: string) => data.topology.nodes.find((node) => node.id === id)?.label ?? id;
  return (
    <ol className="mt-2 grid grid-cols-4 gap-y-3 max-lg:grid-cols-2 max-md:grid-cols-1">
      {chain.map(({ row, at, node, sentence }, position) => (
        <li key={row} className="grid grid-cols-[19px_minmax(0,1fr)] gap-x-[11px] pr-5 text-[13px] leading-[18px]">
          <span className="mono grid size-[19px] place-items-center rounded-full bg-(--fail-solid) text-[11px] leading-none font-[640] text-(--on-fail)" aria-hidden="true">
            {position + 1}
          </span>
          <div>
            <span className="text-[12.5px] text-ink-2">
              {position > 0 && <em className="text-fail-text">because </em>}
              <span className="num">{preciseSeconds(at)}</span> s
              {node !== '' && ` ${labelOf(node)}`}
            </span>
            <p className="text-pretty text-ink">{sentence}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
