import { plainColour } from './plain-colour.ts';

/** A rectangle of a picture, px. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Properties written out where they differ from those that would be inherited. */
const INHERITED = [
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'text-anchor',
  'font-size',
  'font-weight',
  'paint-order',
] as const;
const OWN = ['opacity', 'clip-path'] as const;

/** An SVG with its computed style as plain attributes. */
export function styledCopy(original: SVGSVGElement, place: Place, studio: HTMLElement): SVGElement {
  const copy = original.cloneNode(true) as SVGSVGElement;
  studio.append(copy);
  writeStyles(copy, { 'fill-opacity': '1', 'stroke-opacity': '1', 'stroke-dasharray': 'none' });
  copy.remove();
  for (const [name, value] of Object.entries(place))
    copy.setAttribute(name, String(Number(value.toFixed(2))));
  copy.setAttribute('overflow', 'visible');
  return copy;
}

/** Puts styles in place of classes and custom properties, where they differ from what the parent hands down. */
function writeStyles(node: SVGElement, handedDown: Readonly<Record<string, string>>): void {
  const style = getComputedStyle(node);
  const values: Record<string, string> = { ...handedDown };
  for (const name of INHERITED) values[name] = style.getPropertyValue(name);
  for (const name of ['fill', 'stroke'] as const) {
    const value = style.getPropertyValue(name);
    const isPaint = value !== 'none' && !value.startsWith('url(');
    const { colour, opacity } = isPaint ? plainColour(value) : { colour: value, opacity: 1 };
    const share = Number(style.getPropertyValue(`${name}-opacity`));
    values[name] = colour;
    values[`${name}-opacity`] = String(Number((opacity * share).toFixed(3)));
  }
  const own = OWN.map((name) => [name, style.getPropertyValue(name)] as const).filter(
    ([, value]) => value !== '1' && value !== 'none',
  );
  for (const child of [...node.children])
    if (child instanceof SVGElement) writeStyles(child, values);
  for (const { name } of [...node.attributes])
    if (/^(class|style|role|tabindex|(fill|stroke)-opacity|aria-.*|data-.*)$/.test(name))
      node.removeAttribute(name);
  for (const [name, value] of Object.entries(values))
    if (value !== handedDown[name]) node.setAttribute(name, value);
    else node.removeAttribute(name);
  for (const [name, value] of own) node.setAttribute(name, value);
}
