import type { SparkFrame } from '@/simulation/views/meters/spark.ts';

const width = 100;
const height = 22;

export function SparkMeter({ meter: { lines, limit } }: { readonly meter: SparkFrame }) {
  const path = lines.map((line) => line.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x * width)} ${round((1 - y) * height)}`).join('')).join('');
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {limit !== undefined && <path className="limit" d={`M0 ${round((1 - limit) * height)}H${width}`} />}
      {path !== '' && <path d={path} />}
    </svg>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
