import type { Meter, Tone } from '../scenario.ts';
import { captionOf, wordOf, type CaptionPart } from './frame-caption.ts';
import { cellsFrame, type CellsFrame } from './meters/cells.ts';
import { countdownFrame, type CountdownFrame } from './meters/countdown.ts';
import type { Gauges } from './meters/gauges.ts';
import { hashRingFrame, type HashRingFrame } from './meters/hash-ring.ts';
import { listFrame, type ListFrame } from './meters/list.ts';
import { logFrame, type LogFrame } from './meters/log.ts';
import { barFrame, dialFrame, slotsFrame, valueFrame, type MeasureFrame, type SlotsFrame, type ValueFrame } from './meters/measure.ts';
import { messagesFrame, type MessagesFrame } from './meters/messages.ts';
import { sparkFrame, type SparkFrame } from './meters/spark.ts';
import { waitingFrame, type WaitingFrame } from './meters/waiting.ts';

/** A meter with its numbers filled in: what is drawn, and nothing that would have to be worked out. */
export type MeterFrame =
  | SlotsFrame
  | ValueFrame
  | MeasureFrame
  | SparkFrame
  | CellsFrame
  | CountdownFrame
  | HashRingFrame
  | ListFrame
  | LogFrame
  | MessagesFrame
  | WaitingFrame
  | { readonly kind: 'switch'; readonly angle: number; readonly tone: Tone }
  | { readonly kind: 'caption'; readonly parts: readonly CaptionPart[] };

/** A gauge of the wrong form throws nothing: the meter is drawn as empty. */
export function meterFrame(meter: Meter, gauges: Gauges): MeterFrame {
  switch (meter.kind) {
    case 'slots':
      return slotsFrame(meter, gauges);
    case 'value':
      return valueFrame(meter, gauges);
    case 'bar':
      return barFrame(meter, gauges);
    case 'dial':
      return dialFrame(meter, gauges);
    case 'spark':
      return sparkFrame(meter, gauges);
    case 'cells':
      return cellsFrame(meter, gauges);
    case 'countdown':
      return countdownFrame(meter, gauges);
    case 'hash-ring':
      return hashRingFrame(meter, gauges);
    case 'list':
      return listFrame(meter, gauges);
    case 'log':
      return logFrame(meter, gauges);
    case 'messages':
      return messagesFrame(meter, gauges);
    case 'waiting':
      return waitingFrame(meter, gauges);
    case 'switch':
      return { kind: 'switch', angle: meter.angles[wordOf(gauges.read(meter.value, gauges.at))] ?? 0, tone: gauges.look.tone };
    case 'caption':
      return { kind: 'caption', parts: captionOf(meter.by[wordOf(gauges.read(meter.value, gauges.at))] ?? '', (gauge) => gauges.read(gauge, gauges.at), gauges.at / 1000) };
  }
}
