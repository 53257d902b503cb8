/** A kind of mail: who sends it, its class (larger is sooner), what it costs to send, and how many come in a second. */
export interface Kind {
  readonly id: 'confirmation' | 'shipping' | 'newsletter';
  readonly label: string;
  /** As it stands in a sentence. */
  readonly words: string;
  readonly from: string;
  readonly priority: number;
  readonly cost: number;
  readonly perSecond: number;
  /** One that is sent later than this after it came is late, in ms. */
  readonly goodForMs: number;
}
/** The most urgent first. */
export const kinds: readonly Kind[] = [
  { id: 'confirmation', label: 'Confirmations', words: 'confirmation', from: 'checkout', priority: 2, cost: 1, perSecond: 4, goodForMs: 1_000 },
  { id: 'shipping', label: 'Shipping', words: 'shipping note', from: 'stock', priority: 1, cost: 1, perSecond: 3, goodForMs: 3_000 },
  { id: 'newsletter', label: 'Newsletter', words: 'newsletter', from: 'newsletter', priority: 0, cost: 2, perSecond: 2.5, goodForMs: 6_000 },
];
export const kindOf = (id: unknown): Kind => kinds.find((kind) => kind.id === id)!;
export const topPriority = 2;

/** In dedicated pools the first sends confirmations alone, the second shipping notes, the third the newsletter. */
export const senders: readonly string[] = ['sender-1', 'sender-2', 'sender-3'];

/** How long a sender works on each unit of cost, in ms. */
export const workMs: readonly [least: number, most: number] = [90, 170];
/** The links to the senders take this long, one way, in ms. */
export const latencyMs: readonly [least: number, most: number] = [2, 6];
/** A sender that did not answer is left alone for this long, in ms. */
export const restMs = 500;
/** How long mail waits for a sender's answer before it takes its message back, in ms. */
export const answerMs = (prefetch: number): number => 3_000 + prefetch * 400;

/** When more confirmations come than usual, in ms from the start of the run. */
export const rushMs: readonly [from: number, until: number] = [4_000, 12_000];
/** Of shipping notes, this share is raised to confirmations a little later (its shopper is on the phone); of newsletters, this share is taken back. */
export const secondThoughts = 0.08;
export const secondThoughtsAfterMs = 400;

/** Mail that waits longer than this is called starving, in ms. */
export const starvingMs = 6_000;

/** The weights that the knob gives, lowest class first as the code wants them. */
export const weightsOf = (knob: unknown): readonly number[] => String(knob).split(':').map(Number).toReversed();
