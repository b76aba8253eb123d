import { paintingOf, paletteOf } from './painting.ts';

/** A picture that stands alone: no style sheet, no custom property, no font but the reader's own. */
interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const SVG = 'http://www.w3.org/2000/svg';
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const MARGIN = 16; // px around the picture
const HEAD = 46; // px for title and subtitle
/** Device pixels per CSS pixel in PNG files and in canvases within SVG files. */
const DENSITY = 2;

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

/** All that an element of the page shows, in one SVG, under a title. */
export function pictureOf(
  element: HTMLElement,
  words: { readonly title: string; readonly subtitle: string; readonly theme: 'light' | 'dark' },
): Picture {
  const box = element.getBoundingClientRect();
  const [width, height] = [box.width + 2 * MARGIN, box.height + HEAD + 2 * MARGIN];
  // Copies are styled here: under the theme asked for, whatever the page's own is.
  const studio = document.createElement('div');
  studio.dataset['theme'] = words.theme;
  studio.style.cssText = `position:absolute;width:${box.width}px;visibility:hidden;color:var(--text)`;
  element.append(studio);
  try {
    const palette = paletteOf(studio);
    const root = make('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
    root.setAttribute('font-family', FONT);
    root.append(
      make('title', {}, words.title),
      make('rect', { width, height, fill: plainColour(palette.surface).colour }),
      textAt(MARGIN, 30, words.title, { size: 16, weight: 600, fill: palette.text }),
      textAt(MARGIN, 49, words.subtitle, { size: 12, fill: palette['text-soft'] }),
    );
    const at = (rect: DOMRect) => ({
      x: rect.left - box.left + MARGIN,
      y: rect.top - box.top + MARGIN + HEAD,
      width: rect.width,
      height: rect.height,
    });
    for (const layer of layersOf(element, studio)) {
      if (layer instanceof HTMLCanvasElement)
        root.append(canvasImage(layer, at(layer.getBoundingClientRect()), studio));
      else if (layer instanceof SVGSVGElement)
        root.append(styledCopy(layer, at(layer.getBoundingClientRect()), studio));
      else root.append(...writtenCopy(layer, at, studio));
    }
    return { svg: new XMLSerializer().serializeToString(root), width, height };
  } finally {
    studio.remove();
  }
}

/** The picture in device pixels. */
export async function rasterise({ svg, width, height }: Picture): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width * DENSITY, height * DENSITY];
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no room for a picture')))),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

type Place = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Canvases, SVG and pieces of text from back to front. */
function layersOf(
  element: HTMLElement,
  studio: HTMLElement,
): (HTMLCanvasElement | SVGSVGElement | Text)[] {
  const layers: (HTMLCanvasElement | SVGSVGElement | Text)[] = [];
  const visit = (node: Node): void => {
    if (node instanceof Text) {
      if (node.data.trim() !== '') layers.push(node);
      return;
    }
    if (!(node instanceof Element) || node === studio || !isShown(node)) return;
    if (node instanceof HTMLCanvasElement || node instanceof SVGSVGElement) layers.push(node);
    else node.childNodes.forEach(visit);
  };
  visit(element);
  return layers;
}

const isShown = (node: Element) =>
  !node.matches('[data-export=no], .visually-hidden, select, input, button') &&
  getComputedStyle(node).display !== 'none';

function make(
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

function textAt(
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

/** A canvas as an image; painted anew in the studio's colours where it says how it is painted. */
function canvasImage(canvas: HTMLCanvasElement, place: Place, studio: HTMLElement): SVGElement {
  const paint = paintingOf(canvas);
  let source = canvas;
  if (paint) {
    source = document.createElement('canvas');
    [source.width, source.height] = [place.width * DENSITY, place.height * DENSITY];
    const context = source.getContext('2d');
    context?.scale(DENSITY, DENSITY);
    if (context) paint(context, paletteOf(studio));
  }
  return make('image', { ...place, href: source.toDataURL('image/png') });
}

/** An SVG with its computed style as plain attributes. */
function styledCopy(original: SVGSVGElement, place: Place, studio: HTMLElement): SVGElement {
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

/** A piece of text where it stands; in pictures none is longer than a line. */
function writtenCopy(text: Text, at: (rect: DOMRect) => Place, studio: HTMLElement): SVGElement[] {
  const range = document.createRange();
  range.selectNodeContents(text);
  const [first] = range.getClientRects();
  if (!first) return [];
  const { color, fontSize, fontWeight } = styleInStudio(text, studio);
  const { x, y, height } = at(first);
  // Of a line of text in a plain typeface about a fifth lies below its baseline.
  const style = { size: Number.parseFloat(fontSize), weight: fontWeight, fill: color };
  return [textAt(x, y + height * 0.79, text.data.trim(), style)];
}

/** The style of a text as it would be in the studio, by copies of all elements around it. */
function styleInStudio(
  text: Text,
  studio: HTMLElement,
): { readonly color: string; readonly fontSize: string; readonly fontWeight: string } {
  let [copy, outermost]: (Element | null)[] = [null, null];
  for (let at = text.parentElement; at && at !== studio.parentElement; at = at.parentElement) {
    const around = at.cloneNode(false) as Element;
    around.removeAttribute('id');
    if (outermost) around.append(outermost);
    outermost = around;
    copy ??= around;
  }
  if (outermost) studio.append(outermost);
  const { color, fontSize, fontWeight } = getComputedStyle(copy ?? studio);
  outermost?.remove();
  return { color, fontSize, fontWeight };
}

const known = new Map<string, { colour: string; opacity: number }>();
let pixel: CanvasRenderingContext2D | null = null;

/** Any CSS colour as '#rrggbb' and an opacity, which every reader of SVG knows. */
function plainColour(css: string): { readonly colour: string; readonly opacity: number } {
  const before = known.get(css);
  if (before) return before;
  pixel ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!pixel) return { colour: css, opacity: 1 };
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = css;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = pixel.getImageData(0, 0, 1, 1).data;
  const hex = [red, green, blue].map((x) => x.toString(16).padStart(2, '0')).join('');
  const found = { colour: `#${hex}`, opacity: Number((alpha / 255).toFixed(3)) };
  known.set(css, found);
  return found;
}
