const known = new Map<string, { colour: string; opacity: number }>();
let pixel: CanvasRenderingContext2D | null = null;

/** Any CSS colour as '#rrggbb' and an opacity, which every reader of SVG knows. */
export function plainColour(css: string): { readonly colour: string; readonly opacity: number } {
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
