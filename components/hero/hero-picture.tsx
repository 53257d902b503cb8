import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Fault } from '@/simulation/fault.ts';
import type { RunResult } from '@/simulation/run.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { PromiseMark } from '../playground/promises/promise-mark.tsx';
import { promiseStateAt, promiseText } from '../playground/promises/promise-state.ts';
import { ScenarioIcon } from '../playground/scenario-icon.tsx';
import type { Moment } from '../playground/timeline/moment.ts';
import { TransportIcon } from '../playground/transport/transport-icon.tsx';
import { buttonLook } from '../ui/button-look.ts';
import { Icon } from '../ui/icon.tsx';
import { HeroLanes } from './hero-lanes.tsx';
import { heroFaultAt } from './hero-fault.ts';
import type { HeroPress, HeroSubject, SendHeroPress } from './hero-subject.ts';

interface HeroPictureProps {
  readonly subject: HeroSubject;
  readonly run: RunResult;
  readonly faults: readonly Fault[];
  readonly at: Moment;
  readonly isPlaying: boolean;
  /** The canvas. */
  readonly stage: ReactNode;
  /** Left out in the still, whose presses are kept until it is live. */
  readonly send?: SendHeroPress;
}

/** A pattern at work: its canvas, its lanes, one promise, one thing to break. The still and the live hero are drawn by this. */
export function HeroPicture({ subject: { title, hero, data }, run, faults, at, isPlaying, stage, send }: HeroPictureProps) {
  return (
    <figure aria-label={`${title}, running`} className="min-w-0 overflow-hidden rounded-lg border border-line-2 bg-surface shadow-1">
      <div className="flex h-[46px] items-center gap-2 border-b border-line pr-2 pl-4 whitespace-nowrap max-sm:h-[52px]">
        <b className="text-sm font-[640]">{title}</b>
        <span className="min-w-0 truncate text-ink-3 max-sm:hidden">{hero.sentence}</span>
        <span className="flex-1" />
        <Action subject={{ hero, data }} run={run} faults={faults} at={at} send={send} />
        <Link prefetch={false} href={`/patterns/${data.slug}/`} className={`${buttonLook.small} max-sm:h-10 max-sm:w-10`}>
          <span className="max-sm:sr-only">
            Open<span className="sr-only"> {title}</span>
          </span>
          <Icon name="arrow-right" />
        </Link>
      </div>
      <div className="hero-stage">{stage}</div>
      <div className="border-t border-line">
        <HeroLanes data={data} run={run} at={at} />
      </div>
      <figcaption className="flex min-h-[42px] items-center gap-[9px] border-t border-line py-1 pr-2 pl-4">
        <PromiseLine subject={{ title, hero, data }} run={run} at={at} />
        <span className="flex-1" />
        <button type="button" className={`needs-script ${buttonLook.icon} flex-none max-sm:size-10`} aria-label={isPlaying ? 'Pause' : 'Play'} {...heroPress(isPlaying ? 'pause' : 'play', send)}>
          <TransportIcon name={isPlaying ? 'pause' : 'play'} isFilled={isPlaying} />
        </button>
      </figcaption>
    </figure>
  );
}

const heroPress = (press: HeroPress, send: SendHeroPress | undefined) => (send === undefined ? { 'data-hero-press': press } : { onClick: () => send(press) });

interface ActionProps extends Pick<HeroPictureProps, 'run' | 'faults' | 'at' | 'send'> {
  readonly subject: Pick<HeroSubject, 'hero' | 'data'>;
}

function Action({ subject: { hero: { action }, data }, run, faults, at: At, send }: ActionProps) {
  const index = frameIndexOf(run, data);
  return (
    <At read={(at) => heroFaultAt(action, faults, index, at) === undefined}>
      {(isOff) => (
        <button type="button" aria-disabled={isOff || undefined} className={`needs-script ${buttonLook.outlinedSmall} aria-disabled:cursor-default aria-disabled:text-ink-3 max-sm:h-10`} {...heroPress('act', isOff ? ignore : send)}>
          <ScenarioIcon path={action.icon} size={14} className="text-ink-2" />
          {action.label}
        </button>
      )}
    </At>
  );
}

const ignore: SendHeroPress = () => undefined;

function PromiseLine({ subject: { hero, data }, run, at: At }: Pick<HeroPictureProps, 'subject' | 'run' | 'at'>) {
  const report = run.promises.find(({ name }) => name === hero.promise);
  const label = data.promises.find(({ name }) => name === hero.promise)?.label;
  if (report === undefined) return null;
  return (
    <>
      <At read={(at) => promiseStateAt(report, at).status}>{(status) => <PromiseMark status={status} />}</At>
      <b className="font-[580]">{label}</b>
      <At read={(at) => promiseText(report, at)}>{(words) => <PromiseWords text={words} />}</At>
    </>
  );
}

/** The first words tell how it stands; the numbers after them are quieter. */
function PromiseWords({ text }: { readonly text: string }) {
  const [told = '', rest = ''] = text.split(/(?<=^Held)|(?<=^Broken)/);
  const tone = told === 'Held' ? 'text-ok-text' : told === 'Broken' ? 'text-fail-text' : '';
  return (
    <span className="text-[12.5px] text-ink-3">
      <span className={`font-semibold ${tone}`}>{told}</span>
      {rest.split(/([\d.,]+)/).map((part, position) => (position % 2 === 1 ? <span key={position} className="num">{part}</span> : part))}
    </span>
  );
}
