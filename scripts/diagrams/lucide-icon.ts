import { element } from './svg.ts';

type IconModule = { readonly __iconData?: { readonly node: readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[] } };

/**
 * The inside of a lucide icon, 24 by 24, as SVG of one class.
 * @throws where lucide has no such icon.
 */
export async function lucideIcon(name: string, className: string): Promise<string> {
  const { __iconData: data } = await (import(`lucide-react/icons/${name}`) as Promise<IconModule>).catch((): IconModule => ({}));
  if (!data) throw new Error(`A scenario names the icon "${name}", which lucide does not have. The names stand in the folder of its icons, in kebab-case.`);
  const drawn = ([tag, attributes]: (typeof data.node)[number]) => element(tag, { class: className, ...Object.fromEntries(Object.entries(attributes).filter(([attribute]) => attribute !== 'key')) });
  return data.node.map(drawn).join('');
}
