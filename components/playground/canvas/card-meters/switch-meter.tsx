import type { Tone } from '@/simulation/scenario.ts';

/** Two contacts and an arm that opens. */
export function SwitchMeter({ angle, tone }: { readonly angle: number; readonly tone: Tone }) {
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
