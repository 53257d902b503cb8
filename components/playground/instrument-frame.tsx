import './instrument.css';
import type { CSSProperties, ReactNode } from 'react';

interface InstrumentFrameProps {
  /** Of the wiring for a desk, in px. Where it is more than what is usual, diagram and panel are higher. */
  readonly wiringHeight: number;
  /** The hash of the run that it shows: others are computed beside it. */
  readonly run?: string;
  readonly stage: ReactNode;
  readonly panel: ReactNode;
  readonly promises: ReactNode;
  /** What broke and why, while the run stands there. */
  readonly violation?: ReactNode;
  readonly transport: ReactNode;
  readonly timeline: ReactNode;
}

/**
 * One frame, divided by hairlines. Read in order it is transport, diagram, panel, promises, lanes; it is laid out
 * with the diagram first, and on a phone with the panel last. The transport waits for the lanes, the last of the frame in the file: on a slow
 * line it would be seen first, and then pushed down. Where no script runs, it is a picture: what could only be pressed is left out.
 */
export function InstrumentFrame({ wiringHeight, run, stage, panel, promises, violation, transport, timeline }: InstrumentFrameProps) {
  return (
    <div data-run={run} style={{ '--stage-height': `${wiringHeight + 12}px` } as CSSProperties} className="playground border-line-2 bg-surface md:rounded-lg md:border md:shadow-1 max-md:border-b">
      <div className="needs-script order-5 col-span-full min-w-0 border-y border-line not-has-[~:nth-child(5)]:hidden">{transport}</div>
      <div className="order-1 min-w-0 overflow-hidden no-script:pointer-events-none md:rounded-tl-lg max-lg:md:rounded-tr-lg no-script:md:rounded-tr-lg lg:h-[max(436px,var(--stage-height))]">{stage}</div>
      <div className="needs-script order-2 min-w-0 border-line max-lg:border-t max-md:sticky max-md:bottom-0 max-md:z-30 max-md:order-7 max-md:border-t-0 md:overflow-hidden lg:h-[max(436px,var(--stage-height))] lg:rounded-tr-lg lg:border-l">{panel}</div>
      <div className="order-3 col-span-full min-w-0 border-t border-line">{promises}</div>
      {violation !== undefined && <div className="order-4 col-span-full min-w-0">{violation}</div>}
      <div className="order-6 col-span-full min-w-0 no-script:border-t no-script:border-line no-script:[&_:is(button,input)]:hidden">{timeline}</div>
    </div>
  );
}
