'use client';
import { useCallback } from 'react';
import type { Fault, FaultKind } from '@/simulation/fault.ts';
import type { Box } from '@/simulation/scenario.ts';
import { nodeStateAt } from '@/simulation/views/frame.ts';
import { useCanvas } from './canvas-context.ts';
import { faultMenu, linkOffers, nodeOffers } from './fault-menu.ts';
import { FaultPopover } from './fault-popover.tsx';
import { useIsPortrait } from './use-is-portrait.ts';
import { usePlayheadValue } from './use-playhead-value.ts';
import type { WiringPlan } from './wiring-plan.ts';

/** A node or a link that faults are chosen for. */
interface Subject {
  /** Whom its faults strike: the id of a node or a link. */
  readonly target: string;
  /** Its id where it is a node, or ''. */
  readonly node: string;
  readonly title: string;
  readonly takes: readonly FaultKind[];
  /** Where it stands. */
  readonly anchor: Box;
}

/** The fault menu of what is selected, beside it. */
export function TargetPopover({ plan, faults }: { readonly plan: WiringPlan; readonly faults: readonly Fault[] }) {
  const { selected } = useCanvas();
  const subject = selected === null ? undefined : subjectOf(plan, selected);
  return subject === undefined ? null : <SubjectPopover key={selected} subject={subject} faults={faults} canvas={plan.wiring} />;
}

function SubjectPopover({ subject, faults, canvas }: { readonly subject: Subject; readonly faults: readonly Fault[]; readonly canvas: WiringPlan['wiring'] }) {
  const { index, playhead, send } = useCanvas();
  const isTouch = useIsPortrait();
  const { node, title, anchor } = subject;
  const state = usePlayheadValue(playhead, useCallback((at) => nodeStateAt(index, node, at), [index, node]));
  const menu = (at: number) => faultMenu({ ...subject, state: node === '' ? undefined : state }, faults, at);
  // While it plays the menu is drawn anew only when something else holds; what a press does is worked out at the press.
  usePlayheadValue(playhead, (at) => menu(at).map(({ isOn }) => isOn).join());
  const choose = (kind: FaultKind) => {
    for (const event of menu(playhead.get()).find((choice) => choice.kind === kind)?.events ?? []) send(event);
  };
  const close = () => send({ type: 'target.selected', target: null });
  return <FaultPopover title={title} choices={menu(playhead.get())} anchor={anchor} canvas={canvas} isTouch={isTouch} onChoose={choose} onClose={close} />;
}

function subjectOf({ cards, links }: WiringPlan, selected: string): Subject | undefined {
  const place = cards.find(({ card }) => card.id === selected);
  if (place !== undefined) {
    const { id, faults, label } = place.node;
    return { target: id, node: id, title: `Break ${label}`, takes: nodeOffers.filter((kind) => faults?.includes(kind) ?? true), anchor: place.box };
  }
  const link = links.find(({ id }) => id === selected);
  if (link === undefined) return undefined;
  const { x, y } = link.route.middle;
  return { target: link.id, node: '', title: link.name, takes: linkOffers, anchor: { x: x - 11, y: y - 11, width: 22, height: 22 } };
}
