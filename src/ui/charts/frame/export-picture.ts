import { paintingOf, paletteOf } from './painting.ts';
import { plainColour } from './plain-colour.ts';
import { type Place, styledCopy } from './styled-copy.ts';
import { make, SVG, textAt } from './svg-parts.ts';

/** A picture that stands alone: no style sheet, no custom property, no font but the reader's own. */
interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const MARGIN = 16; // px around the picture
const HEAD = 46; // px for title and subtitle
/** Device pixels per CSS pixel in PNG files and in canvases within SVG files. */
const DENSITY = 2;

/** Makes one SVG of an element of the page, under a title. */
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
  !node.matches('[data-export=no], .visually-hidden, select, input, button:not([data-export])') &&
  getComputedStyle(node).display !== 'none';

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

/** A piece of text where it stands; in pictures none is longer than a line. */
function writtenCopy(text: Text, at: (rect: DOMRect) => Place, studio: HTMLElement): SVGElement[] {
  const range = document.createRange();
  range.selectNodeContents(text);
  const [first] = range.getClientRects();
  if (!first) return [];
  const { color, fontSize, fontWeight } = styleInStudio(text, studio);
  const { x, y, height } = at(first);
  // About a fifth of a line of text in a plain typeface lies below its baseline.
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
