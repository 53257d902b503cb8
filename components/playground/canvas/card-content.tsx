import type { Box, Card } from '@/simulation/scenario.ts';
import type { CardFrame } from '@/simulation/views/frame.ts';
import type { MeterFrame } from '@/simulation/views/frame-meter.ts';
import { pillMin } from '@/simulation/views/grid.ts';
import { ScenarioIcon } from '../scenario-icon.tsx';
import { CardMeter } from './card-meter.tsx';
import { Figure } from './card-meters/reading.tsx';
import { metersThatFit } from './card-words.ts';
import { StateShape } from './state-shape.tsx';

interface Props {
  readonly card: Card;
  readonly box: Box;
  readonly frame: CardFrame;
}

/** A box without room for a word shows its state's shape, as a leaf among many. */
export const isLeaf = ({ width, height }: Box): boolean => width < pillMin.width || height < pillMin.height;

/** What stands in a card, by its shape and its room. */
export function CardContent(props: Props) {
  if (isLeaf(props.box)) return <StateShape shape={props.frame.pill.shape} />;
  switch (props.card.shape) {
    case 'client':
      return <ClientContent {...props} />;
    case 'queue':
      return <QueueContent {...props} />;
    case 'service':
    case 'store':
      return <ServiceContent {...props} />;
  }
}

function ServiceContent({ card, box, frame }: Props) {
  return (
    <>
      <Name card={card} />
      <Pill frame={frame} />
      <Meters meters={frame.meters} box={box} shape={card.shape} />
    </>
  );
}

/** A queue has its depth beside its name, and its items beneath. */
function QueueContent({ card, box, frame }: Props) {
  const depth = frame.meters.find((meter) => meter.kind === 'value');
  return (
    <>
      <Name card={card}>{depth !== undefined && <Figure text={depth.text} limit={depth.limit} unit={depth.unit} />}</Name>
      <Pill frame={frame} />
      <Meters meters={frame.meters.filter((meter) => meter !== depth)} box={box} shape={card.shape} />
    </>
  );
}

/** A client has room for its name and its first number. */
function ClientContent({ card, frame }: Props) {
  const value = frame.meters.find((meter) => meter.kind === 'value');
  return (
    <>
      <ScenarioIcon path={card.icon} />
      <span className="name">{card.label}</span>
      {value !== undefined && (
        <span className="num">
          {value.text} {value.unit}
        </span>
      )}
    </>
  );
}

function Name({ card, children }: { readonly card: Card; readonly children?: React.ReactNode }) {
  return (
    <span className="name">
      <ScenarioIcon path={card.icon} />
      <span>{card.label}</span>
      {children}
    </span>
  );
}

function Pill({ frame: { pill } }: { readonly frame: CardFrame }) {
  return (
    <span className="state-pill" data-tone={pill.tone}>
      <StateShape shape={pill.shape} />
      {pill.label}
    </span>
  );
}

function Meters({ meters, box, shape }: { readonly meters: readonly MeterFrame[]; readonly box: Box; readonly shape: Card['shape'] }) {
  const fitting = metersThatFit(meters, box, shape);
  return meters.map((meter, index) => fitting.has(meter) && <CardMeter key={index} meter={meter} />);
}
