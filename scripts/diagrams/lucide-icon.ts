import { element } from './svg.ts';

/** One element of an icon. */
export type IconPart = readonly [tag: string, attributes: Readonly<Record<string, string>>];
type IconModule = { readonly __iconData?: { readonly node: readonly IconPart[] } };

/**
 * The elements of a lucide icon, 24 by 24.
 * @throws where lucide has no such icon, or has it under another name.
 */
export async function lucideParts(name: string): Promise<readonly IconPart[]> {
  const { __iconData: data } = await (import(`lucide-react/icons/${name}`) as Promise<IconModule>).catch((): IconModule => ({}));
  if (!data) throw new Error(`A scenario names the icon "${name}", which lucide does not draw under that name: it may be another name of an icon. The icons stand in the folder lucide-react/dist/esm/icons, in kebab-case.`);
  return data.node;
}

/** The inside of a lucide icon, as SVG of one class. */
export async function lucideIcon(name: string, className: string): Promise<string> {
  const drawn = ([tag, attributes]: IconPart) => element(tag, { class: className, ...Object.fromEntries(Object.entries(attributes).filter(([attribute]) => attribute !== 'key')) });
  return (await lucideParts(name)).map(drawn).join('');
}
