/** The few words of SVG that the diagrams are written in. Numbers are rounded, so that a picture is the same on every machine. */
export const number = (value: number) => String(Math.round(value * 100) / 100);
export const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const escapeAttribute = (text: string) => escapeText(text).replace(/"/g, '&quot;');

type Attributes = Readonly<Record<string, string | number>>;
export function element(tag: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${typeof value === 'number' ? number(value) : escapeAttribute(value)}"`);
  return content === '' ? `<${tag}${written.join('')}/>` : `<${tag}${written.join('')}>${content}</${tag}>`;
}
export const circle = (className: string, cx: number, cy: number, r: number) => element('circle', { class: className, cx, cy, r });
export const path = (className: string, d: string) => element('path', { class: className, d });
export const rectangle = (className: string, x: number, y: number, width: number, height: number, rx: number) =>
  element('rect', { class: className, x, y, width, height, rx });
export const text = (className: string, x: number, y: number, words: string) => element('text', { class: className, x, y }, escapeText(words));

/** The tip of an arrow at a point, turned by an angle in radians. */
export const arrow = (className: string, x: number, y: number, angle: number) =>
  element('path', { class: className, d: 'M0 0l-7-3.5v7z', transform: `translate(${number(x)} ${number(y)}) rotate(${number((angle * 180) / Math.PI)})` });

/** A cylinder with its cap. */
export function cylinder(body: string, cap: string, x: number, y: number, width: number, height: number, capHeight: number): string {
  const [left, right, top, bottom] = [x, x + width, y + capHeight, y + height - capHeight].map(number);
  const curve = `A${number(width / 2)} ${number(capHeight)} 0 0`;
  return path(body, `M${left} ${top}${curve} 1 ${right} ${top}V${bottom}${curve} 1 ${left} ${bottom}Z`) + path(cap, `M${left} ${top}${curve} 0 ${right} ${top}`);
}
