import { soundCondition, type LinkCondition, type LinkConditions } from '../actors/link.machine.ts';
import { bounds } from '../bounds.ts';
import { chanceOf, type Chance } from '../chance.ts';
import type { Kernel } from '../kernel.ts';
import type { RunningHash } from '../running-hash.ts';
import type { LinkSpec } from '../scenario.ts';
import type { Json, MessageFlight } from '../trace.ts';
import type { SimulatedNode } from './simulated-node.ts';

/** A directed link; replies travel it backwards. */
export class Link {
  readonly id: string;
  readonly from: SimulatedNode;
  readonly to: SimulatedNode;
  /** Only the transitions of the link's actor write this. */
  conditions: LinkConditions = { there: soundCondition, back: soundCondition };
  private readonly spec: LinkSpec;
  private readonly chance: Chance;
  /** What faults draw is not the link's own chance: a sound message takes as long as it would without them. */
  private readonly faultChance: Chance;

  constructor(spec: LinkSpec, from: SimulatedNode, to: SimulatedNode, seed: number) {
    this.id = `${spec.from}>${spec.to}`;
    this.spec = spec;
    this.from = from;
    this.to = to;
    this.chance = chanceOf(seed, `network:${this.id}`);
    this.faultChance = chanceOf(seed, `faults:${this.id}`);
  }

  latencyUs(condition: LinkCondition): number {
    return this.latencyBy(this.chance, condition);
  }

  /** Of the copy that a fault makes. */
  twinLatencyUs(condition: LinkCondition): number {
    return this.latencyBy(this.faultChance, condition);
  }

  happens(ratio: number): boolean {
    return ratio > 0 && this.faultChance() < ratio;
  }

  private latencyBy(chance: Chance, { delayMs, reorder, reorderMs }: LinkCondition): number {
    const [min, max] = this.spec.latencyMs;
    const heldBackMs = this.happens(reorder) ? this.faultChance() * reorderMs : 0;
    return Math.round((min + chance() * (max - min) + delayMs + heldBackMs) * 1000);
  }
}

export interface Parcel {
  readonly kind: MessageFlight['kind'];
  readonly outcome: MessageFlight['outcome'];
  /** The request that it belongs to; 0 for none. */
  readonly request: number;
  readonly body: Json;
  readonly urgent?: boolean;
}

function digestMessage(hash: RunningHash, { id, link, kind, arrivesAt, lost, outcome, request, urgent }: MessageFlight): void {
  hash.number(id);
  hash.string(link);
  hash.string(kind);
  hash.number(arrivesAt);
  hash.string(lost);
  hash.string(outcome);
  hash.number(request);
  if (urgent === true) hash.string('urgent');
}
/** What becomes of a message is a row that the one of its sending causes; the hash has its data from there. */
const digestNothing = () => undefined;

/** Carries messages over links, late, twice or not at all. */
export class Network {
  private readonly kernel: Kernel;
  private messages = 0;
  private inFlight = 0;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /**
   * `arrived` runs at the receiving node, unless the message is lost; what it returns as true counts as late. It has the body for its own:
   * a message that arrives twice brings another copy.
   */
  carry(link: Link, parcel: Parcel, arrived: (body: Json) => boolean): void {
    const condition = parcel.kind === 'reply' ? link.conditions.back : link.conditions.there;
    this.transmit(link, condition, parcel, link.latencyUs(condition), arrived);
    if (!link.happens(condition.duplicate)) return;
    const twin = { ...parcel, body: this.kernel.copy(parcel.body, 'the message') };
    this.transmit(link, condition, twin, link.twinLatencyUs(condition), arrived);
  }

  private transmit(link: Link, condition: LinkCondition, parcel: Parcel, latencyUs: number, arrived: (body: Json) => boolean): void {
    const { kernel } = this;
    const { recorder } = kernel;
    const [sender, receiver] = parcel.kind === 'reply' ? [link.to, link.from] : [link.from, link.to];
    const lost = condition.cut ? 'cut' : link.happens(condition.drop) ? 'dropped' : '';
    this.messages += 1;
    const flight: MessageFlight = {
      id: this.messages,
      link: link.id,
      kind: parcel.kind,
      sentAt: kernel.now,
      arrivesAt: kernel.now + latencyUs,
      lost,
      outcome: parcel.outcome,
      request: parcel.request,
      ...(parcel.urgent === true ? { urgent: true } : {}),
    };
    recorder.flight(flight);
    const cause = recorder.cause;
    recorder.cause = kernel.write(sender.id, 'message.sent', flight, digestMessage).id;
    if (lost === '') {
      if (this.inFlight >= bounds.inFlight) kernel.exhaust(`More than ${bounds.inFlight} messages are on their way at one time.`);
      this.inFlight += 1;
      kernel.schedule(latencyUs, null, receiver, () => {
        this.inFlight -= 1;
        if (receiver.process === undefined && parcel.kind !== 'request') return this.loseAtDoor(receiver, flight);
        recorder.cause = kernel.write(receiver.id, 'message.delivered', flight, digestNothing).id;
        if (arrived(parcel.body)) recorder.amend(flight, { outcome: 'late' });
      });
    } else kernel.write(sender.id, 'message.lost', flight, digestNothing);
    recorder.cause = cause;
  }

  /** A request that finds its node down is refused by the host; of anything else nobody hears. */
  private loseAtDoor(receiver: SimulatedNode, flight: MessageFlight): void {
    const { kernel } = this;
    const lost = { lost: 'down' };
    kernel.recorder.amend(flight, lost);
    kernel.write(receiver.id, 'message.lost', { ...flight, ...lost }, digestNothing);
  }
}
