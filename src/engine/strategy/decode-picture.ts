/**
 * Decodes a picture with the browser and brings it to a square of `size` px, [S, S, 3]: wholly, whatever its shape, so that
 * nothing that is labelled is cut off. Transparent pixels become white. Decoders of JPEG may differ by a level between
 * browsers.
 */
export async function decodePicture(bytes: Uint8Array, size: number): Promise<Uint8Array> {
  const picture = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]), {
    resizeWidth: size,
    resizeHeight: size,
    resizeQuality: 'high',
    colorSpaceConversion: 'none',
  });
  const context = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives workers no canvas');
  context.fillStyle = 'white';
  context.fillRect(0, 0, size, size);
  context.drawImage(picture, 0, 0);
  picture.close();
  const { data } = context.getImageData(0, 0, size, size);
  const pixels = new Uint8Array(size * size * 3);
  for (let at = 0; at < size * size; at++)
    for (let channel = 0; channel < 3; channel++)
      pixels[at * 3 + channel] = data[at * 4 + channel] as number; // RGBA
  return pixels;
}
