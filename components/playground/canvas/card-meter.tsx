import './card-meters/card-meters.css';
import type { MeterFrame } from '@/simulation/views/frame-meter.ts';
import { BarMeter } from './card-meters/bar-meter.tsx';
import { CellsMeter } from './card-meters/cells-meter.tsx';
import { CountdownMeter } from './card-meters/countdown-meter.tsx';
import { DialMeter } from './card-meters/dial-meter.tsx';
import { HashRingMeter } from './card-meters/hash-ring-meter.tsx';
import { ListMeter } from './card-meters/list-meter.tsx';
import { LogMeter } from './card-meters/log-meter.tsx';
import { MessagesMeter } from './card-meters/messages-meter.tsx';
import { Reading } from './card-meters/reading.tsx';
import { SlotsMeter } from './card-meters/slots-meter.tsx';
import { SparkMeter } from './card-meters/spark-meter.tsx';
import { SwitchMeter } from './card-meters/switch-meter.tsx';
import { WaitingMeter } from './card-meters/waiting-meter.tsx';

/** One meter of a card, with everything already worked out. */
export function CardMeter({ meter }: { readonly meter: MeterFrame }) {
  switch (meter.kind) {
    case 'slots':
      return <SlotsMeter meter={meter} />;
    case 'value':
      return <Reading label={meter.label} text={meter.text} limit={meter.limit} unit={meter.unit} />;
    case 'bar':
      return <BarMeter meter={meter} />;
    case 'dial':
      return <DialMeter meter={meter} />;
    case 'spark':
      return <SparkMeter meter={meter} />;
    case 'cells':
      return <CellsMeter meter={meter} />;
    case 'countdown':
      return <CountdownMeter meter={meter} />;
    case 'hash-ring':
      return <HashRingMeter meter={meter} />;
    case 'list':
      return <ListMeter meter={meter} />;
    case 'log':
      return <LogMeter meter={meter} />;
    case 'messages':
      return <MessagesMeter meter={meter} />;
    case 'waiting':
      return <WaitingMeter meter={meter} />;
    case 'switch':
      return <SwitchMeter angle={meter.angle} tone={meter.tone} />;
    case 'caption':
      return (
        <span className="caption">
          {meter.parts.map(({ text, isNumber }, index) => (isNumber ? <span key={index} className="num">{text}</span> : text))}
        </span>
      );
  }
}
