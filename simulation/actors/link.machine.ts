import { assign, setup } from 'xstate';

type Direction = 'there' | 'back' | 'both';

/** How a link carries messages now. The kernel reads these flags for every message; only transitions write them. */
export interface LinkCondition {
  readonly cutThere: boolean;
  readonly cutBack: boolean;
  /** Added to every message, in ms. */
  readonly delayMs: number;
  /** Shares of messages, 0 to 1. */
  readonly drop: number;
  readonly duplicate: number;
  readonly reorder: number;
  /** How long a reordered message is held back at most, in ms. */
  readonly reorderMs: number;
}
export const soundLink: LinkCondition = {
  cutThere: false, cutBack: false, delayMs: 0, drop: 0, duplicate: 0, reorder: 0, reorderMs: 0,
};

export type LinkEvent =
  | { type: 'cut'; direction: Direction }
  | { type: 'heal'; direction: Direction }
  | { type: 'degrade'; condition: Partial<LinkCondition> }
  | { type: 'restore'; condition: Partial<LinkCondition> };

const cuts = (direction: Direction, value: boolean): Partial<LinkCondition> => ({
  ...(direction === 'back' ? {} : { cutThere: value }),
  ...(direction === 'there' ? {} : { cutBack: value }),
});
const changes = (now: LinkCondition, next: Partial<LinkCondition>) =>
  Object.entries(next).some(([key, value]) => now[key as keyof LinkCondition] !== value);

/** The life of a link. It refuses what would change nothing: a second cut, the healing of a sound link. */
export const linkMachine = setup({
  types: {
    context: {} as { condition: LinkCondition; carry: (condition: LinkCondition) => void },
    events: {} as LinkEvent,
    input: {} as { carry: (condition: LinkCondition) => void },
  },
  guards: {
    isCut: ({ context: { condition } }) => condition.cutThere || condition.cutBack,
    isDegraded: ({ context: { condition } }) => changes(condition, soundLink),
    changesSomething: ({ context, event }) => changes(context.condition, patchOf(event)),
  },
  actions: {
    apply: assign({ condition: ({ context, event }) => ({ ...context.condition, ...patchOf(event) }) }),
    carry: ({ context }) => context.carry(context.condition),
  },
}).createMachine({
  id: 'link',
  context: ({ input }) => ({ condition: soundLink, carry: input.carry }),
  initial: 'up',
  on: {
    cut: { guard: 'changesSomething', target: '.settling', actions: 'apply' },
    heal: { guard: 'changesSomething', target: '.settling', actions: 'apply' },
    degrade: { guard: 'changesSomething', target: '.settling', actions: 'apply' },
    restore: { guard: 'changesSomething', target: '.settling', actions: 'apply' },
  },
  states: {
    settling: {
      entry: 'carry',
      always: [{ guard: 'isCut', target: 'cut' }, { guard: 'isDegraded', target: 'degraded' }, { target: 'up' }],
    },
    up: {},
    degraded: {},
    cut: {},
  },
});

function patchOf(event: LinkEvent): Partial<LinkCondition> {
  if (event.type === 'cut' || event.type === 'heal') return cuts(event.direction, event.type === 'cut');
  return event.condition;
}
