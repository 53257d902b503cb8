import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { Fault } from '@/simulation/fault.ts';
import type { CanvasScope } from './canvas-context.ts';
import { openingWay } from './fault-menu.ts';
import { menuAt, subjectOf } from './target-subject.ts';
import type { WiringPlan } from './wiring-plan.ts';

/**
 * The letters of the fault menu act on the node, pod or link that has the focus, without its menu: where one is not to be had now, or a line stands
 * for several links, the menu opens. Escape closes an open menu from anywhere on the canvas.
 */
export function useFaultKeys(host: RefObject<HTMLElement | null>, plan: WiringPlan, faults: readonly Fault[], { index, playhead, send, selected }: CanvasScope): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const id = focusedTarget(event.target);
    if (id === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && selected !== null) send({ type: 'target.selected', target: null });
    else {
      const subject = subjectOf(plan, id);
      const at = playhead.get();
      const letter = event.key.toUpperCase();
      const choice = subject && menuAt(index, subject, faults, at, subject.hasWays ? openingWay(subject.target, faults, at) : 'both').find((each) => each.letter === letter);
      if (choice === undefined) return;
      if (choice.unavailable === '' && subject?.among === undefined) for (const each of choice.events) send(each);
      else send({ type: 'target.selected', target: id });
    }
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const element = host.current;
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, [host]);
}

/** The card, pod or link whose button has the focus. Undefined where that is something else, such as the menu itself. */
function focusedTarget(element: EventTarget | null): string | undefined {
  if (!(element instanceof Element)) return undefined;
  return element.matches('button.node-card') ? (element.closest<HTMLElement>('.react-flow__node')?.dataset['id'] ?? undefined) : element.closest<HTMLElement>('.link-button, .pod-button')?.dataset['target'];
}
