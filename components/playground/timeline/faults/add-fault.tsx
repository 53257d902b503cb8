'use client';
import { useId, useState, type ToggleEvent } from 'react';
import type { FaultKind } from '@/simulation/fault.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { FrameIndex } from '@/simulation/views/frame-index.ts';
import { usePlayheadValue } from '../../canvas/use-playhead-value.ts';
import { faultOffers } from '../../canvas/fault-offers.ts';
import { faultIcons, faultWords } from '../../fault-look.ts';
import type { Playhead } from '../../playhead.ts';
import { ScenarioIcon } from '../../scenario-icon.tsx';
import { additionTargets, refusalAt, type AdditionTarget } from './fault-additions.ts';

interface AddFaultProps {
  readonly data: ScenarioData;
  readonly index: FrameIndex;
  readonly playhead: Playhead;
  readonly onAdd: (kind: FaultKind, target: string) => void;
}

/** A small menu: first whom, then what. It strikes at the playhead. */
export function AddFault({ data, index, playhead, onAdd }: AddFaultProps) {
  const menu = useId();
  const [isOpen, setIsOpen] = useState(false);
  const targets = additionTargets(data, index.run.knobs);
  const [chosen, setChosen] = useState('');
  const target = targets.find(({ id }) => id === chosen) ?? targets[0];
  if (target === undefined) return null;
  const onToggle = ({ newState, currentTarget }: ToggleEvent<HTMLElement>) => newState === 'open' && currentTarget.querySelector('select')?.focus();
  const onBeforeToggle = ({ newState, currentTarget }: ToggleEvent<HTMLElement>) => {
    setIsOpen(newState === 'open');
    if (newState === 'open') placeBeside(currentTarget);
  };
  return (
    <>
      <button type="button" className="fault-add" popoverTarget={menu} aria-label="Add a fault">
        <svg width="13" height="13" viewBox="0 0 24 24" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" aria-hidden="true">
          <path d="M5 12h14M12 5v14" />
        </svg>
        <span>Add</span>
      </button>
      <dialog id={menu} popover="auto" aria-label="Add a fault" className="fault-menu" onBeforeToggle={onBeforeToggle} onToggle={onToggle}>
        {isOpen && (
          <>
            <label>
              <span>Strike at the playhead</span>
              <select value={target.id} onChange={(event) => setChosen(event.target.value)}>
                <Targets label="Nodes" targets={targets.filter(({ what }) => what === 'node')} />
                <Targets label="Pods" targets={targets.filter(({ what }) => what === 'pod')} />
                <Targets label="Links" targets={targets.filter(({ what }) => what === 'link')} />
              </select>
            </label>
            <Kinds target={target} index={index} playhead={playhead} menu={menu} onChoose={(kind) => onAdd(kind, target.id)} />
          </>
        )}
      </dialog>
    </>
  );
}

const Targets = ({ label, targets }: { readonly label: string; readonly targets: readonly AdditionTarget[] }) =>
  targets.length > 0 && (
    <optgroup label={label}>
      {targets.map((target) => (
        <option key={target.id} value={target.id}>
          {target.label}
        </option>
      ))}
    </optgroup>
  );

interface KindsProps extends Pick<AddFaultProps, 'index' | 'playhead'> {
  readonly target: AdditionTarget;
  readonly menu: string;
  readonly onChoose: (kind: FaultKind) => void;
}

function Kinds({ target, index, playhead, menu, onChoose }: KindsProps) {
  const refusals = usePlayheadValue(playhead, (at) => target.kinds.map((kind) => refusalAt(kind, target, index, at)));
  return target.kinds.map((kind, position) => {
    const refusal = refusals[position] ?? '';
    return (
      <button
        key={kind} type="button" title={refusal === '' ? undefined : `Not now: ${refusal}`} aria-disabled={refusal !== '' || undefined}
        {...(refusal === '' ? { popoverTarget: menu, popoverTargetAction: 'hide', onClick: () => onChoose(kind) } : {})}
      >
        <ScenarioIcon path={faultIcons[kind]} size={15} />
        <span>
          {faultWords(faultOffers[kind].fault(target.id, 0, 'both'))}
          {refusal !== '' && <span className="sr-only">, not now: {refusal}</span>}
        </span>
      </button>
    );
  });
}

/** Under the button that opens it, or above where there is more room. */
function placeBeside(menu: HTMLElement): void {
  const opener = menu.previousElementSibling!.getBoundingClientRect();
  const { clientHeight, clientWidth } = document.documentElement;
  const isBelow = opener.bottom < clientHeight * 0.6;
  menu.style.left = `${Math.max(8, Math.min(opener.left, clientWidth - 308))}px`;
  menu.style.top = isBelow ? `${opener.bottom + scrollY + 6}px` : 'auto';
  menu.style.bottom = isBelow ? 'auto' : `${clientHeight - opener.top - scrollY + 6}px`;
}
