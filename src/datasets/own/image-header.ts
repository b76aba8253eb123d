import { Damage } from '#archive/damage.ts';

/** Format and size that the first bytes of a picture give, before anything decodes it. */
export interface ImageHeader {
  readonly type: 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp';
  readonly width: number; // px
  readonly height: number;
}

/** Beyond it a picture takes hundreds of megabytes as soon as it is decoded. */
const MOST_PIXELS = 50e6;

/** Reads type and size. Throws a {@link Damage} for what is no picture, is cut off, or is absurdly large. */
export function readImageHeader(bytes: Uint8Array, path: string): ImageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: ImageHeader | null;
  try {
    header = headerOf(view);
  } catch (error) {
    if (error instanceof RangeError) throw new Damage(`${path} is cut off`); // read beyond the end
    throw error;
  }
  if (!header)
    throw new Damage(`${path} is no picture that a browser shows: PNG, JPEG, GIF, WebP or BMP`);
  const { width, height } = header;
  if (width === 0 || height === 0) throw new Damage(`${path} has no pixels: ${width} × ${height}`);
  if (width * height > MOST_PIXELS)
    throw new Damage(
      `${path} has ${width} × ${height} pixels; ${MOST_PIXELS / 1e6} million are the most`,
    );
  return header;
}

const text = (view: DataView, at: number, length: number): string =>
  Array.from({ length }, (_, i) => String.fromCharCode(view.getUint8(at + i))).join('');

function headerOf(view: DataView): ImageHeader | null {
  const start = text(view, 0, 12);
  if (start.startsWith('\x89PNG\r\n\x1a\n'))
    return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) };
  if (start.startsWith('GIF8'))
    return { type: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (start.startsWith('BM')) {
    const height = Math.abs(view.getInt32(22, true)); // below 0 where rows run downwards
    return { type: 'bmp', width: Math.abs(view.getInt32(18, true)), height };
  }
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return webpHeader(view);
  if (start.startsWith('\xff\xd8')) return jpegHeader(view);
  return null;
}

/** RFC 9649: lossy, lossless and extended files say their size each in its own way. */
function webpHeader(view: DataView): ImageHeader | null {
  const chunk = text(view, 12, 4);
  const sized = (width: number, height: number): ImageHeader => ({ type: 'webp', width, height });
  if (chunk === 'VP8 ')
    return sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  if (chunk === 'VP8X') {
    const size = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
    return sized(size(24), size(27));
  }
  return null;
}

/** Segment by segment to the frame header, which every way of coding has (ITU T.81, table B.1). */
function jpegHeader(view: DataView): ImageHeader | null {
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++; // filled up
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { type: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    const stands = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7); // no length follows
    at += stands ? 2 : 2 + view.getUint16(at + 2);
  }
}
