import type { MeterFrame } from '@/simulation/views/frame-meter.ts';

type MeterOf<Kind extends MeterFrame['kind']> = Extract<MeterFrame, { kind: Kind }>;

/** One meter of a card, with everything already worked out. */
export function CardMeter({ meter }: { readonly meter: MeterFrame }) {
  switch (meter.kind) {
    case 'slots':
      return <Slots meter={meter} />;
    case 'value':
      return <Labelled label={meter.label} text={meter.text} limit={meter.limit} unit={meter.unit} />;
    case 'spark':
      return <Spark meter={meter} />;
    case 'cells':
      return <Cells meter={meter} />;
    case 'switch':
      return <Switch meter={meter} />;
    case 'caption':
      return (
        <span className="caption">
          {meter.parts.map(({ text, isNumber }, index) => (isNumber ? <span key={index} className="num">{text}</span> : text))}
        </span>
      );
  }
}

function Labelled({ label, text, limit, unit }: { readonly label: string; readonly text: string; readonly limit: string; readonly unit: string }) {
  return (
    <span className="reading">
      <span>{label}</span>
      <span className="num">
        {text}
        {limit !== '' && <i>/{limit}</i>}
        {unit !== '' && <i> {unit}</i>}
      </span>
    </span>
  );
}

function Slots({ meter: { label, text, limit, taken, of } }: { readonly meter: MeterOf<'slots'> }) {
  const slots = Math.max(1, Math.min(24, Math.round(of)));
  return (
    <>
      <Labelled label={label} text={text} limit={limit} unit="" />
      <span className="slots">
        {Array.from({ length: slots }, (_, slot) => <i key={slot} className={slot < taken ? 'taken' : undefined} />)}
      </span>
    </>
  );
}

const sparkWidth = 100;
const sparkHeight = 22;

function Spark({ meter: { lines, limit } }: { readonly meter: MeterOf<'spark'> }) {
  const path = lines
    .map((line) => line.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x * sparkWidth)} ${round((1 - y) * sparkHeight)}`).join(''))
    .join('');
  return (
    <svg className="spark" viewBox={`0 0 ${sparkWidth} ${sparkHeight}`} preserveAspectRatio="none" aria-hidden="true">
      {limit !== undefined && <path className="limit" d={`M0 ${round((1 - limit) * sparkHeight)}H${sparkWidth}`} />}
      {path !== '' && <path d={path} />}
    </svg>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

function Cells({ meter: { cells } }: { readonly meter: MeterOf<'cells'> }) {
  return (
    <span className="cells" style={{ gridTemplateColumns: `repeat(${cells.length}, 1fr)` }} data-few={cells.length <= 6 || undefined}>
      {cells.map((cell, index) => (cell === null ? <i key={index} /> : <i key={index} data-tone={cell.tone} data-height={cell.height} data-pending={cell.pending || undefined} />))}
    </span>
  );
}

function Switch({ meter: { angle, tone } }: { readonly meter: MeterOf<'switch'> }) {
  return (
    <svg className="switch" viewBox="0 0 126 34" data-tone={tone} aria-hidden="true">
      <path className="wire" d="M0 24H32M94 24H126" />
      {angle !== 0 && <path className="arc" d="M86 24A50 50 0 0 0 78.9 -1.8" />}
      <circle className="contact" cx="90" cy="24" r="4" />
      <line className="arm" x1="38" y1="24" x2="88" y2="24" style={{ transform: `rotate(${angle}deg)` }} />
      <circle className="contact" cx="36" cy="24" r="4" />
    </svg>
  );
}
