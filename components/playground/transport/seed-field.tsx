import { pickTyped } from '../pick.ts';
import type { SendEvent } from '../playground-event.ts';
import { press } from '../press.ts';
import { ScenarioIcon } from '../scenario-icon.tsx';
import { nextSeed, seedMax } from './next-seed.ts';
import { ownIcons } from '../own-icons.ts';

/** The seed of every chance in the run. A typed one counts on Enter or when the field is left; one that cannot be taken says what can. */
export function SeedField({ seed, send }: { readonly seed: number; readonly send: SendEvent | undefined }) {
  return (
    <span className="relative inline-flex h-[30px] items-center rounded-sm border border-line-2 bg-surface text-[12.5px] text-ink-3 has-[:invalid]:border-fail max-md:h-[42px]">
      <label className="flex h-full items-center">
        <span className="pl-2.5 max-md:sr-only">Seed</span>
        <input
          className="mono peer field-sizing-content h-full max-w-[11ch] min-w-[5ch] appearance-none rounded-l-sm bg-transparent px-2 text-right text-[12.5px] font-[520] text-ink [&::-webkit-inner-spin-button]:appearance-none"
          type="number"
          inputMode="numeric"
          name="seed"
          min={0}
          max={seedMax}
          step={1}
          required
          aria-describedby="seed-range"
          {...pickTyped({ event: { type: 'seed.chosen' }, key: 'seed', as: 'number' }, seed, send)}
        />
        <span id="seed-range" className="absolute right-0 bottom-full z-10 mb-1.5 hidden rounded-sm border border-fail-edge bg-fail-tint px-2 py-1 text-[12.5px] whitespace-nowrap text-fail-text peer-[:invalid]:block">
          A seed is a whole number from 0 to {seedMax}.
        </span>
      </label>
      <button
        type="button"
        className="grid h-full w-[30px] place-items-center rounded-r-[5px] border-l border-line text-ink-2 hover:bg-hover hover:text-ink active:bg-press max-md:w-10"
        aria-label="Another seed"
        title="Another seed"
        {...press({ type: 'seed.chosen', seed: nextSeed(seed) }, send)}
      >
        <ScenarioIcon path={ownIcons.dices} />
      </button>
    </span>
  );
}
