import { useEffect, useEffectEvent, useMemo, useState, type RefObject } from 'react';
import type { CardPlace } from './node-card.tsx';
import type { WiringPlan } from './wiring-plan.ts';

const steps: Readonly<Record<string, readonly [x: number, y: number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * A grid of a hundred nodes is one stop of the Tab key, and the arrow keys lead about in it.
 * @returns the cards that are passed over by the Tab key
 */
export function useGridFocus(host: RefObject<HTMLElement | null>, { grids }: WiringPlan): ReadonlySet<string> {
  const [last, setLast] = useState('');
  const onFocus = useEffectEvent(({ target }: FocusEvent) => {
    const id = cardOf(target);
    if (id !== undefined && grids.some((grid) => grid.some(({ card }) => card.id === id))) setLast(id);
  });
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const id = cardOf(event.target);
    const grid = grids.find((places) => places.some(({ card }) => card.id === id));
    const next = grid && neighbourOf(grid, id, event.key);
    if (next === undefined) return;
    host.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(next)}"] button.node-card`)?.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const element = host.current;
    element?.addEventListener('focusin', onFocus);
    element?.addEventListener('keydown', onKeyDown);
    return () => {
      element?.removeEventListener('focusin', onFocus);
      element?.removeEventListener('keydown', onKeyDown);
    };
  }, [host]);
  return useMemo(() => new Set(grids.flatMap((grid) => {
    const ids = grid.map(({ card }) => card.id);
    const stop = ids.includes(last) ? last : ids[0];
    return ids.filter((id) => id !== stop);
  })), [grids, last]);
}

const cardOf = (element: EventTarget | null): string | undefined =>
  element instanceof Element && element.matches('button.node-card') ? element.closest<HTMLElement>('.react-flow__node')?.dataset['id'] : undefined;

/** The card of a grid that an arrow key leads to from one of them, in its row or its column; undefined at the edge and for any other key. */
export function neighbourOf(grid: readonly CardPlace[], id: string | undefined, key: string): string | undefined {
  const step = steps[key];
  const here = grid.find(({ card }) => card.id === id)?.box;
  if (step === undefined || here === undefined) return undefined;
  const [dx, dy] = step;
  const ahead = grid.filter(({ box }) => (dx === 0 ? box.x === here.x && (box.y - here.y) * dy > 0 : box.y === here.y && (box.x - here.x) * dx > 0));
  const distance = ({ box }: CardPlace) => Math.abs(box.x - here.x) + Math.abs(box.y - here.y);
  return ahead.toSorted((one, other) => distance(one) - distance(other))[0]?.card.id;
}
