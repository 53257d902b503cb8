import { CardGallery } from './card-gallery.tsx';
import { shapes, states } from './gallery-cards.ts';
import { meterFamilies } from './gallery-meters.ts';
import { Section, Subsection } from './section.tsx';

/** Node cards by shape, by state and by meter. */
export function CardsSection() {
  return (
    <Section id="cards" title="Cards" says="Every node of a world is a card. A card has a shape by what it is, a pill by how it is, and meters by what it shows. Ink marks what the pattern adds.">
      <Subsection title="Shapes" says="">
        <CardGallery specimens={shapes} label="Shapes of cards" />
      </Subsection>
      <Subsection title="States" says="">
        <CardGallery specimens={states} label="States of cards" />
      </Subsection>
      <div className="grid gap-x-6 lg:grid-cols-2">
        {meterFamilies.map(({ kind, says, specimens }) => (
          <Subsection key={kind} title={`Meter: ${kind}`} says={says}>
            <CardGallery specimens={specimens} label={`Meter: ${kind}`} />
          </Subsection>
        ))}
      </div>
    </Section>
  );
}
