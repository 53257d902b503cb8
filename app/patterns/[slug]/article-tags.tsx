import type { ComponentProps, ReactNode } from 'react';
import { Picture } from '@/components/catalog/picture.tsx';
import { experimentChoices, faultChoices, knobChoices, mutantChoices, type ExperimentTag, type FaultTag, type KnobTag, type MutantTag } from '@/components/mdx/article-choices.ts';
import { Fits, LookElsewhere } from '@/components/mdx/fits.tsx';
import { MutantList } from '@/components/mdx/mutant-list.tsx';
import { Note } from '@/components/mdx/note.tsx';
import { prose } from '@/components/mdx/prose.tsx';
import { PromiseList } from '@/components/mdx/promise-list.tsx';
import { RelatedList } from '@/components/mdx/related-list.tsx';
import { RunButton } from '@/components/mdx/run-button.tsx';
import { SettingsTable } from '@/components/mdx/settings-table.tsx';
import type { PlaygroundEvent } from '@/components/playground/playground-event.ts';
import type { Article } from '@/lib/article.ts';
import { assertLeadsSomewhere } from '@/lib/article-link.ts';
import type { CatalogFile } from '@/lib/catalog-file.ts';
import { figureText, type FigureQuery } from '@/lib/figure.ts';
import { patternSlugs } from '@/lib/folders.ts';
import { readDiagram, readGlyph } from '@/lib/picture.ts';
import { simulationOf } from '@/lib/simulation.ts';
import { checkedChoices } from './checked-choices.ts';
import { excerptTag } from './excerpt-tag.tsx';

/** The tags of one pattern's article. What they name is looked up while the page is built, and a name that does not exist ends the build. */
export function articleTags(slug: string, article: Article, { data, sources }: CatalogFile) {
  /** A tag that becomes a button. */
  const button =
    <Tag,>(name: string, choicesOf: (tag: Tag) => readonly PlaygroundEvent[], breaks = false) =>
    ({ children, ...tag }: Tag & { readonly children: ReactNode }) => (
      <RunButton choices={checkedChoices(name, data, choicesOf(tag as unknown as Tag))} breaks={breaks}>
        {children}
      </RunButton>
    );
  const Mutant = button('Mutant', (tag: MutantTag) => mutantChoices(data, tag), true);
  const promiseLabel = (name: string) => data.promises.find((promise) => promise.name === name)?.label ?? name;
  return {
    a: (props: ComponentProps<'a'>) => {
      assertLeadsSomewhere(props.href ?? '', article.sections);
      return prose.a(props);
    },
    Experiment: button('Experiment', (tag: ExperimentTag) => experimentChoices(data, tag)),
    Knob: button('Knob', (tag: KnobTag) => knobChoices(data, tag)),
    Fault: button('Fault', (tag: FaultTag) => faultChoices(data, tag)),
    Mutant,
    Excerpt: excerptTag(slug, data.code[0] ?? slug, sources),
    Fits,
    LookElsewhere,
    Note,
    Diagram: () => (
      <figure className="my-6 rounded-md border border-line dot-grid p-3 sm:p-4">
        <Picture svg={readDiagram(slug, 'desk')} className="max-sm:hidden" />
        <Picture svg={readDiagram(slug, 'portrait')} className="sm:hidden" />
      </figure>
    ),
    Playground: () => (
      <p className="my-4">
        <a href="#playground" className="font-[560] underline decoration-line-3 decoration-1 underline-offset-[3px] hover:decoration-ink">
          The instrument at the top of this page
        </a>{' '}
        runs the file below.
      </p>
    ),
    Figure: (query: FigureQuery) => <span className="num">{figureText(data, simulationOf(slug).simulate, query)}</span>,
    Promises: () => <PromiseList promises={data.promises} />,
    Mutants: () => (
      <MutantList
        mutants={data.mutants.map((mutant) => ({
          ...mutant,
          breaks: data.breaks.filter((each) => each.mutant === mutant.name).map((each) => ({ promise: promiseLabel(each.promise), show: <Mutant name={each.name}>{each.label}</Mutant> })),
        }))}
      />
    ),
    Settings: () => <SettingsTable knobs={data.knobs} settings={data.settings.map((settings) => ({ ...settings, show: <RunButton choices={[{ type: 'settings.chosen', name: settings.name }]}>Use them</RunButton> }))} />,
    LeavesOut: () => (
      <ul className="my-4 list-disc space-y-1.5 pl-5 marker:text-ink-3">
        {data.leavesOut.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    ),
    Related: () => (
      <RelatedList
        patterns={article.frontmatter.related.map((related) => (patternSlugs().includes(related.slug) ? { ...related, picture: readGlyph(related.slug) } : related))}
      />
    ),
  };
}
