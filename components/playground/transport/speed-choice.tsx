import { pick } from '../pick.ts';
import type { SendEvent } from '../playground-event.ts';
import { press } from '../press.ts';

/** Simulated time over wall time. */
const speeds = [0.1, 0.25, 0.5, 1, 2, 5, 10] as const;

/** How fast simulated time passes: side by side where there is room, a list on a phone. */
export function SpeedChoice({ speed, send }: { readonly speed: number; readonly send: SendEvent | undefined }) {
  const value = send === undefined ? { defaultValue: speed } : { value: speed };
  return (
    <>
      <fieldset className="inline-flex rounded-[7px] bg-sunken p-0.5 shadow-[inset_0_0_0_1px_var(--line)] max-md:hidden">
        <legend className="sr-only">Speed</legend>
        {speeds.map((each) => (
          <button
            key={each}
            type="button"
            className="mono h-6 rounded-[5px] px-[7px] text-[11px] leading-none font-[480] text-ink-2 hover:text-ink aria-pressed:bg-raised aria-pressed:font-[620] aria-pressed:text-ink aria-pressed:shadow-[var(--shadow-1),0_0_0_1px_var(--line)] forced-colors:aria-pressed:outline-2"
            aria-pressed={each === speed}
            {...press({ type: 'speed.chosen', speed: each }, send)}
          >
            {each}×
          </button>
        ))}
      </fieldset>
      <select className="mono h-10 appearance-none rounded-sm border border-line-2 bg-surface px-2.5 text-center text-[12.5px] font-[520] md:hidden" aria-label="Speed" {...value} {...pick({ event: { type: 'speed.chosen' }, key: 'speed', as: 'number' }, send)}>
        {speeds.map((each) => (
          <option key={each} value={each}>
            {each}×
          </option>
        ))}
      </select>
    </>
  );
}
