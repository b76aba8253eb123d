import { crc32, deflateSync } from 'node:zlib';

/** Makes so many small pictures, red ones and blue ones, and a table that says which is which, by path. */
export function ownPictures(count: number): Readonly<Record<string, Uint8Array>> {
  const names = Array.from({ length: count }, (_, i) => `${i}.png`);
  const table = ['file,labels', ...names.map((name, i) => `${name},${COLOURS[i % 2]?.name}`)];
  const pictures = names.map((name, i) => [name, png(20, COLOURS[i % 2]?.rgb ?? [])] as const);
  return { 'labels.csv': Buffer.from(`${table.join('\n')}\n`), ...Object.fromEntries(pictures) };
}

const COLOURS = [
  { name: 'red', rgb: [200, 30, 40] },
  { name: 'blue', rgb: [30, 60, 210] },
] as const;

/** A square of one colour as a PNG (RFC 2083). */
function png(side: number, rgb: readonly number[]): Uint8Array {
  const line = Buffer.from([0, ...Array.from({ length: side }, () => rgb).flat()]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits of red, green and blue
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: side }, () => line)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
