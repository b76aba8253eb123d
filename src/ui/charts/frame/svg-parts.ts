import { plainColour } from './plain-colour.ts';

export const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes; numbers to a hundredth. */
export function make(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, typeof value === 'number' ? String(Number(value.toFixed(2))) : value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A line of text that begins at a point of its baseline. */
export function textAt(
  x: number,
  y: number,
  text: string,
  style: { readonly size: number; readonly weight?: number | string; readonly fill: string },
): SVGElement {
  const { colour, opacity } = plainColour(style.fill);
  return make(
    'text',
    {
      x,
      y,
      'font-size': style.size,
      fill: colour,
      ...(opacity < 1 && { 'fill-opacity': opacity }),
      ...(style.weight && { 'font-weight': style.weight }),
    },
    text,
  );
}
