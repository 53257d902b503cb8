import type { ReactNode } from 'react';
import type { Violation } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { Blame } from '../blame.ts';
import type { SendPress } from '../press.ts';
import { preciseSeconds } from '../timeline/time-text.ts';
import { BlamedChange } from './blamed-change.tsx';

interface Props {
  readonly chain: Violation['chain'];
  readonly data: ScenarioData;
  readonly blame: Blame | undefined;
  readonly send: SendPress | undefined;
}

/** From effect to cause, read as "…, because …". The numbers are those on the timeline; a change of the code that is to blame is the last. */
export function CauseChain({ chain, data, blame, send }: Props) {
  const labelOf = (id: string) => data.topology.nodes.find((node) => node.id === id)?.label ?? id;
  const columns = chain.length > 3 && blame?.isToBlame === true ? 'grid-cols-5' : 'grid-cols-4';
  return (
    <ol className={`mt-2 grid ${columns} gap-y-3 max-lg:grid-cols-2 max-md:grid-cols-1`}>
      {chain.map(({ row, at, node, sentence }, position) => (
        <Cause key={row} number={position + 1}>
          <span className="text-[12.5px] text-ink-2">
            {position > 0 && <Because />}
            <span className="num">{preciseSeconds(at)}</span> s
            {node !== '' && ` ${labelOf(node)}`}
          </span>
          <p className="text-pretty text-ink">{sentence}</p>
        </Cause>
      ))}
      {blame?.isToBlame === true && (
        <Cause number={blame.number}>
          <span className="text-[12.5px] text-ink-2">
            <Because />
            {blame.kind === 'edit' ? 'your edit' : 'the wrong version'}
          </span>
          <BlamedChange place={blame.place} send={send} />
        </Cause>
      )}
    </ol>
  );
}

const Because = () => <em className="text-fail-text">because </em>;

const Cause = ({ number, children }: { readonly number: number; readonly children: ReactNode }) => (
  <li className="grid grid-cols-[19px_minmax(0,1fr)] gap-x-[11px] pr-5 text-[13px] leading-[18px]">
    <span className="mono grid size-[19px] place-items-center rounded-full bg-(--fail-solid) text-[11px] leading-none font-[640] text-(--on-fail)" aria-hidden="true">
      {number}
    </span>
    <div>{children}</div>
  </li>
);
