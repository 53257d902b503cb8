'use client';
import { useCallback, useState } from 'react';
import type { Fault } from '@/simulation/fault.ts';
import { useCanvas } from './canvas-context.ts';
import { DoingView } from './doing-view.tsx';
import { FaultList, ways } from './fault-list.tsx';
import { openingWay, type FaultChoice } from './fault-menu.ts';
import type { Way } from './fault-offers.ts';
import { TargetDialog, type TargetTab } from './target-dialog.tsx';
import { menuAt, subjectOf, type Subject } from './target-subject.ts';
import { useIsPortrait } from './use-is-portrait.ts';
import { usePlayheadValue } from './use-playhead-value.ts';
import type { WiringPlan } from './wiring-plan.ts';

/** What is selected, beside it: its faults, and what it is doing. */
export function TargetPopover({ plan, faults }: { readonly plan: WiringPlan; readonly faults: readonly Fault[] }) {
  const { selected } = useCanvas();
  const [tab, setTab] = useState<TargetTab>('break');
  const [chosen, setChosen] = useState<string>();
  const subject = selected === null ? undefined : subjectOf(plan, selected, chosen);
  return subject === undefined ? null : <SubjectPopover key={selected} subject={subject} onMember={setChosen} faults={faults} canvas={plan.wiring} tab={tab} onTab={setTab} />;
}

interface SubjectPopoverProps {
  readonly subject: Subject;
  /** Another of the links that the line stands for is meant. */
  readonly onMember: (link: string) => void;
  readonly faults: readonly Fault[];
  readonly canvas: WiringPlan['wiring'];
  readonly tab: TargetTab;
  readonly onTab: (tab: TargetTab) => void;
}

const [rowHeight, waysHeight, beyondHeight] = [28, 32, 18];

function SubjectPopover({ subject, onMember, faults, canvas, tab, onTab }: SubjectPopoverProps) {
  const { index, playhead, send } = useCanvas();
  const isTouch = useIsPortrait();
  const [way, setWay] = useState<Way>(() => (subject.hasWays ? openingWay(subject.target, faults, playhead.get()) : 'both'));
  const menu = useCallback((at: number) => menuAt(index, subject, faults, at, way), [index, subject, faults, way]);
  // While it plays the menu is drawn anew only when it says something else; what a press does is worked out at the press.
  usePlayheadValue(playhead, useCallback((at) => menu(at).map(({ label, isOn, unavailable, isBeyond }) => ({ label, isOn, unavailable, isBeyond })), [menu]));
  const choices = menu(playhead.get());
  const choose = ({ kind }: FaultChoice) => {
    const choice = menu(playhead.get()).find((each) => each.kind === kind);
    if (choice?.unavailable === '') for (const event of choice.events) send(event);
  };
  const onLetter = (letter: string) => {
    const turned = subject.hasWays ? ways.find((each) => each.letter === letter) : undefined;
    const choice = choices.find((each) => each.letter === letter);
    if (turned !== undefined) setWay(turned.way);
    else if (choice !== undefined) choose(choice);
    return turned !== undefined || choice !== undefined;
  };
  const bodyHeight = choices.length * rowHeight + (subject.hasWays ? waysHeight : 0) + (choices.some(({ isBeyond }) => isBeyond) ? beyondHeight : 0);
  return (
    <TargetDialog
      name={subject.name} choice={subject.among && <MemberChoice among={subject.among} target={subject.target} onMember={onMember} />} tab={tab} bodyHeight={bodyHeight} anchor={subject.anchor} canvas={canvas} isTouch={isTouch}
      onTab={onTab} onLetter={onLetter} onClose={() => send({ type: 'target.selected', target: null })}
    >
      {tab === 'break' ? <FaultList choices={choices} way={subject.hasWays ? way : undefined} onWay={setWay} onChoose={choose} /> : <DoingView subject={subject} />}
    </TargetDialog>
  );
}

/** Which of the links that one line stands for. */
const MemberChoice = ({ among, target, onMember }: { readonly among: NonNullable<Subject['among']>; readonly target: string; readonly onMember: (link: string) => void }) => (
  <select className="tweak-select" aria-label="Which link" value={target} onChange={(event) => onMember(event.target.value)}>
    {among.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </select>
);
