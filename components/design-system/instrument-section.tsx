import { PlaygroundStill } from '../playground/playground-still.tsx';
import { Section } from './section.tsx';
import { specimen } from './specimen.ts';
import { specimenStill } from './specimen-still.ts';

/** The instrument as it stands before anything is pressed, with one of each thing that it can show. */
export function InstrumentSection() {
  return (
    <Section id="instrument" title="Instrument" says="Cards, boundaries, links and messages on the canvas; knobs in the panel; promises; transport; fault bands, lanes and charts on one axis.">
      <div className="mt-5 max-md:-mx-4">
        <PlaygroundStill data={specimen} run={specimenStill} />
      </div>
    </Section>
  );
}
