import type { RunResult } from '@/simulation/run.ts';
import type { PlaygroundEvent, SendEvent } from '../playground-event.ts';
import type { PlaygroundMode, PlaygroundSettings } from '../playground-settings.ts';
import { press } from '../press.ts';
import type { Moment } from '../timeline/moment.ts';
import { preciseSeconds, roundSeconds } from '../timeline/time-text.ts';
import { KeysButton } from './keys-button.tsx';
import { SeedField } from './seed-field.tsx';
import { SpeedChoice } from './speed-choice.tsx';
import { TransportIcon } from './transport-icon.tsx';

interface Props {
  readonly run: RunResult;
  readonly mode: PlaygroundMode;
  readonly settings: Pick<PlaygroundSettings, 'speed' | 'seed'>;
  readonly at: Moment;
  /** Left out in the still. */
  readonly send?: SendEvent;
}

/** Play, step, the time, speed and seed. */
export function TransportBar({ run, mode, settings, at: At, send }: Props) {
  const isPlaying = mode === 'playing';
  return (
    <div className="flex h-[47px] items-center gap-1 pr-3.5 pl-3 max-md:h-[52px] max-md:pr-2.5 max-md:pl-2" role="toolbar" aria-label="Transport">
      <Step name="start" label="To the start" event={{ type: 'start.pressed' }} send={send} className="max-md:hidden" />
      <Step name="back" label="Step back" keys="," event={{ type: 'step.back' }} send={send} />
      <button
        type="button"
        className="mx-[3px] grid size-8 place-items-center rounded-full bg-ink text-on-ink transition-colors duration-(--t-fast) hover:bg-[color-mix(in_oklch,var(--ink)_85%,var(--surface))] focus-visible:rounded-full max-md:size-10"
        aria-label={isPlaying ? 'Pause' : 'Play'}
        aria-keyshortcuts="Space"
        title={isPlaying ? 'Pause (Space)' : 'Play (Space)'}
        {...press({ type: 'play.toggled' }, send)}
      >
        <TransportIcon name={isPlaying ? 'pause' : 'play'} isFilled />
      </button>
      <Step name="forward" label="Step" keys="." event={{ type: 'step.forward' }} send={send} />
      <p className="mr-3 ml-2.5 inline-flex items-baseline gap-[7px] max-md:mx-1.5">
        <At read={preciseSeconds}>
          {(seconds) => <b className="mono min-w-[74px] text-right text-[18px] leading-none font-[520] tracking-[-0.02em] max-md:min-w-[66px] max-md:text-left">{seconds}</b>}
        </At>
        <span className="text-[12px] text-ink-3 max-md:sr-only">s of {roundSeconds(run.durationUs)}</span>
      </p>
      <SpeedChoice speed={settings.speed} send={send} />
      <span className="flex-1" />
      <KeysButton className={`${stepLook} max-sm:hidden`} />
      <SeedField seed={settings.seed} send={send} />
    </div>
  );
}

const stepLook = 'inline-grid size-[30px] place-items-center rounded-sm text-ink-2 transition-colors duration-(--t-fast) hover:bg-hover hover:text-ink active:bg-press max-md:size-10';

function Step({ name, label, keys, event, send, className = '' }: { readonly name: 'start' | 'back' | 'forward'; readonly label: string; readonly keys?: string; readonly event: PlaygroundEvent; readonly send: SendEvent | undefined; readonly className?: string }) {
  return (
    <button type="button" className={`${stepLook} ${className}`} aria-label={label} aria-keyshortcuts={keys} title={keys === undefined ? label : `${label} (${keys})`} {...press(event, send)}>
      <TransportIcon name={name} />
    </button>
  );
}
