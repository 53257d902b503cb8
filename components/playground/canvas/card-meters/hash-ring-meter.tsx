import type { HashRingFrame, RingPoint } from '@/simulation/views/meters/hash-ring.ts';
import { shapeDrawings } from '../state-shape.tsx';

const [middleX, middleY, radius] = [63, 52, 34];
/** More points are drawn as ticks, and more names would overlap. */
const shapesMax = 32;
const namesMax = 16;

/** Points on a circle, clockwise from the top, with the keys as ticks inside. What is not drawn as a dot is longer as a tick. */
export function HashRingMeter({ meter: { label, points, keys, count } }: { readonly meter: HashRingFrame }) {
  return (
    <svg className="hash-ring" viewBox="0 0 126 104" aria-hidden="true">
      <circle className="track" cx={middleX} cy={middleY} r={radius} />
      {keys.map((key, index) => <Tick key={index} point={key} from={radius - 3} to={radius - (key.shape === 'dot' ? 7 : 11)} />)}
      {points.length > shapesMax
        ? points.map((point, index) => <Tick key={index} point={point} from={radius - 1} to={radius + (point.shape === 'dot' ? 4 : 8)} />)
        : points.map((point, index) => <Point key={index} point={point} />)}
      {points.length <= namesMax && points.map(({ at, name }, index) => name !== '' && <text key={index} className="point-name" {...placeAt(at, radius + 12)}>{name}</text>)}
      <text className="count" x={middleX} y={middleY - 4}>{count}</text>
      <text x={middleX} y={middleY + 10}>{label}</text>
    </svg>
  );
}

function Point({ point: { at, tone, shape } }: { readonly point: RingPoint }) {
  const { x, y } = placeAt(at, radius);
  return (
    <g className="point" data-tone={tone} transform={`translate(${x - 5} ${y - 5})`}>
      <circle className="halo" cx="5" cy="5" r="6" />
      {shapeDrawings[shape]}
    </g>
  );
}

function Tick({ point: { at, tone, shape }, from, to }: { readonly point: RingPoint; readonly from: number; readonly to: number }) {
  const [start, end] = [placeAt(at, from), placeAt(at, to)];
  return <path className="tick" data-tone={tone} data-shape={shape} d={`M${start.x} ${start.y}L${end.x} ${end.y}`} />;
}

function placeAt(at: number, distance: number): { readonly x: number; readonly y: number } {
  const angle = at * 2 * Math.PI;
  return { x: round(middleX + Math.sin(angle) * distance), y: round(middleY - Math.cos(angle) * distance) };
}

const round = (value: number) => Math.round(value * 10) / 10;
