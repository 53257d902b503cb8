import type { Metadata } from 'next';
import type { ComponentType } from 'react';
import { Download } from '@/components/catalog/download.tsx';
import { PatternHeader } from '@/components/catalog/pattern-header.tsx';
import { Rail } from '@/components/catalog/rail.tsx';
import { TopBar } from '@/components/catalog/top-bar.tsx';
import { OnThisPage } from '@/components/mdx/on-this-page.tsx';
import { DockedPlayer } from '@/components/playground/docked/docked-player.tsx';
import { DockedStill } from '@/components/playground/docked/docked-still.tsx';
import { earlyPressScript } from '@/components/playground/early-presses.ts';
import { ShareButton } from '@/components/playground/link/share-button.tsx';
import { PlaygroundIsland } from '@/components/playground/playground-island.tsx';
import { PlaygroundStill } from '@/components/playground/playground-still.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Icon } from '@/components/ui/icon.tsx';
import { readArticle } from '@/lib/article.ts';
import { readCatalog, readCatalogFile } from '@/lib/catalog.ts';
import { catalogVersion } from '@/lib/catalog-version.ts';
import { categories } from '@/lib/category.ts';
import { testsOf } from '@/lib/code-files.ts';
import { patternSlugs } from '@/lib/folders.ts';
import { deploymentFilesOf } from '../../deployments.ts';
import { articleTags } from './article-tags.tsx';
import { PlatformFiles } from './platform-files.tsx';

export const dynamicParams = false;
export const generateStaticParams = () => patternSlugs().map((slug) => ({ slug }));

interface PatternPageProps {
  readonly params: Promise<{ slug: string }>;
}
type ArticleBody = { readonly default: ComponentType<{ components: ReturnType<typeof articleTags> }> };

export async function generateMetadata({ params }: PatternPageProps): Promise<Metadata> {
  const { title, frontmatter } = readArticle((await params).slug);
  return { title, description: frontmatter.summary };
}

export default async function PatternPage({ params }: PatternPageProps) {
  const { slug } = await params;
  const article = readArticle(slug);
  const { title } = article;
  const { summary, category: categoryId } = article.frontmatter;
  const category = categories.find(({ id }) => id === categoryId) ?? categories[0];
  const groups = readCatalog();
  const file = readCatalogFile(slug);
  const { default: Body } = (await import(`@/content/patterns/${slug}.mdx`)) as ArticleBody;
  const codeNames = file.data.code.map((name) => `${name}.ts`);
  const version = catalogVersion();
  const platformFiles = await deploymentFilesOf(slug);
  return (
    <div className="beside-rail min-h-dvh">
      <Rail groups={groups} current={slug} />
      <div className="min-w-0">
        <TopBar key={slug} groups={groups} current={slug} title={title} />
        <main id="main" className="flex flex-col px-4 pb-24 md:px-6">
          <PatternHeader
            category={category}
            title={title}
            summary={summary}
            actions={
              <>
                <CopyButton look="outlined" href={`/code/${slug}.ts`} icon={<Icon name="copy" className="text-ink-2" />} label="Copy code" />
                <Download code={codeNames} tests={testsOf(slug)} platforms={platformFiles.length === 0 ? undefined : <PlatformFiles slug={slug} files={platformFiles.map(({ name, platform }) => ({ name, platform }))} />} />
                <ShareButton title={title} version={version} />
              </>
            }
          />
          <section id="playground" tabIndex={-1} aria-labelledby="playground-title" className="scroll-mt-[60px] max-md:order-1 max-md:-mx-4 max-md:min-h-[min(100svh,840px)] xl:scroll-mt-3">
            <h2 id="playground-title" className="sr-only">
              {title}, running
            </h2>
            <script dangerouslySetInnerHTML={{ __html: earlyPressScript }} />
            <PlaygroundIsland data={file.data} version={version}>
              <PlaygroundStill data={file.data} run={file.still.result} />
            </PlaygroundIsland>
          </section>
          <div className="mx-auto grid w-full max-w-[1216px] gap-16 pt-8 max-md:order-3 sm:px-4 sm:pt-14 lg:grid-cols-[minmax(0,720px)_minmax(0,320px)] lg:justify-between max-lg:justify-center">
            <article className="min-w-0 text-base leading-[26px] sm:text-[17px] sm:leading-7">
              <Body components={articleTags(slug, article, file)} />
            </article>
            <aside className="sticky top-[70px] hidden max-h-[calc(100dvh-94px)] flex-col xl:top-6 xl:max-h-[calc(100dvh-48px)] gap-6 self-start lg:flex print:hidden">
              <OnThisPage sections={article.sections} />
              <div className="flex-none max-[1240px]:hidden">
                <DockedPlayer>
                  <DockedStill data={file.data} run={file.still.result} />
                </DockedPlayer>
              </div>
            </aside>
          </div>
        </main>
      </div>
    </div>
  );
}
