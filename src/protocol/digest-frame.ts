import { isRecord } from '#core/plain-data.ts';
import { packBytes, unpackBytes } from './payload.ts';

/** Frame of a digest as a payload: its form (1 byte), length of the header (2 bytes), the header as JSON, numbers. */
const FORM = 1;
const PREFIX = 3; // bytes before the header's text
/** Most bytes of a header. */
export const LONGEST_HEADER = 65_535;

/** Packs a header of JSON, at most LONGEST_HEADER bytes, and the numbers behind it. Throws a {@link TooLong}. */
export function packFrame(header: Uint8Array, numbers: Uint8Array): string {
  const bytes = new Uint8Array(PREFIX + header.length + numbers.length);
  bytes.set([FORM, header.length >> 8, header.length & 255]);
  bytes.set(header, PREFIX);
  bytes.set(numbers, PREFIX + header.length);
  return packBytes(bytes);
}

export type UnpackedFrame<H> =
  | { readonly ok: true; readonly header: H; readonly numbers: Uint8Array }
  | { readonly ok: false; readonly message: string };

/** Unpacks a payload; `readHeader` checks the header, null where it is wrong. Never throws. */
export function unpackFrame<H>(
  payload: string,
  readHeader: (fields: Readonly<Record<string, unknown>>) => H | null,
): UnpackedFrame<H> {
  const unpacked = unpackBytes(payload);
  if (!unpacked.ok) return unpacked;
  const { bytes } = unpacked;
  const fail = (message: string) => ({ ok: false as const, message });
  if (bytes[0] !== FORM)
    return fail(`its form is ${bytes[0] ?? 'missing'}; this page reads form ${FORM}`);
  const end = PREFIX + (((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0));
  const fields = parse(bytes.subarray(PREFIX, end));
  const header = isRecord(fields) ? readHeader(fields) : null;
  if (!header) return fail('it is cut off or changed');
  return { ok: true, header, numbers: bytes.subarray(end) };
}

/** Null where the bytes are no JSON. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
