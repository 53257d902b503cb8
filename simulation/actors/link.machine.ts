import { assign, setup } from 'xstate';

/** How a link carries messages one way. The kernel reads it for every message; only transitions change it. */
export interface LinkCondition {
  readonly cut: boolean;
  /** Added to every message, in ms. */
  readonly delayMs: number;
  /** Shares of messages, 0 to 1. */
  readonly drop: number;
  readonly duplicate: number;
  readonly reorder: number;
  /** How long a reordered message is held back at most, in ms. */
  readonly reorderMs: number;
}
export const soundCondition: LinkCondition = { cut: false, delayMs: 0, drop: 0, duplicate: 0, reorder: 0, reorderMs: 0 };

/** Both ways of a link: there for requests and messages, back for replies. */
export interface LinkConditions {
  readonly there: LinkCondition;
  readonly back: LinkCondition;
}
type Direction = 'there' | 'back' | 'both';

export type LinkEvent =
  /** Something is wrong with the link from now on. */
  | { type: 'degrade'; direction: Direction; change: Partial<LinkCondition> }
  /** It is wrong no longer. */
  | { type: 'restore'; direction: Direction; change: Partial<LinkCondition> };

function changed(now: LinkConditions, { direction, change }: LinkEvent): LinkConditions {
  return {
    there: direction === 'back' ? now.there : { ...now.there, ...change },
    back: direction === 'there' ? now.back : { ...now.back, ...change },
  };
}
const areEqual = (one: LinkCondition, other: LinkCondition) =>
  (Object.keys(soundCondition) as (keyof LinkCondition)[]).every((key) => one[key] === other[key]);

function changesSomething(conditions: LinkConditions, event: LinkEvent): boolean {
  const next = changed(conditions, event);
  return !areEqual(next.there, conditions.there) || !areEqual(next.back, conditions.back);
}
/** Whether nothing is wrong yet with what the change would make wrong. */
const isSound = (condition: LinkCondition, change: Partial<LinkCondition>) =>
  (Object.keys(change) as (keyof LinkCondition)[]).every((key) => condition[key] === soundCondition[key]);

/** The life of a link. It refuses a second fault of a kind while the first lasts, and the healing of what is sound. */
export const linkMachine = setup({
  types: {
    context: {} as { conditions: LinkConditions; carry: (conditions: LinkConditions) => void },
    events: {} as LinkEvent,
    input: {} as { carry: (conditions: LinkConditions) => void },
  },
  guards: {
    isCut: ({ context: { conditions } }) => conditions.there.cut || conditions.back.cut,
    isDegraded: ({ context: { conditions } }) => !areEqual(conditions.there, soundCondition) || !areEqual(conditions.back, soundCondition),
    changesSomething: ({ context: { conditions }, event }) => changesSomething(conditions, event),
    isTheFirst: ({ context: { conditions }, event }) =>
      changesSomething(conditions, event) &&
      (event.direction === 'back' || isSound(conditions.there, event.change)) &&
      (event.direction === 'there' || isSound(conditions.back, event.change)),
  },
  actions: {
    apply: assign({ conditions: ({ context, event }) => changed(context.conditions, event) }),
    carry: ({ context }) => context.carry(context.conditions),
  },
}).createMachine({
  id: 'link',
  context: ({ input }) => ({ conditions: { there: soundCondition, back: soundCondition }, carry: input.carry }),
  initial: 'up',
  on: {
    degrade: { guard: 'isTheFirst', target: '.settling', actions: 'apply' },
    restore: { guard: 'changesSomething', target: '.settling', actions: 'apply' },
  },
  states: {
    settling: {
      entry: 'carry',
      always: [{ guard: 'isCut', target: 'cut' }, { guard: 'isDegraded', target: 'degraded' }, { target: 'up' }],
    },
    up: { meta: { sentence: 'It carries every message, both ways.', x: 60, y: 0, tone: 'ok' } },
    degraded: { meta: { sentence: 'It delays, loses, repeats or reorders messages.', x: 160, y: 0, tone: 'warn' } },
    cut: { meta: { sentence: 'Nothing gets through on at least one of its ways.', x: 260, y: 0, tone: 'fail' } },
  },
});
