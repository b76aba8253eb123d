import { deflateSync, Inflate } from 'fflate';
import { fromBase64, toBase64 } from '#core/base64.ts';

/**
 * Data as one word of `A–Z a–z 0–9 - _` that chat programs leave alone: a codec letter, then base64url (RFC 4648).
 * JSON is its UTF-8 bytes (`j`) or those deflated (`z`, RFC 1951); other data its bytes (`b`) or those deflated (`z`).
 */

/** Size from which on deflating JSON pays, bytes. */
const DEFLATE_FROM = 200;

/** Characters of a payload and bytes that it holds at most, written or read. The longest recipe has a third of it. */
const MAX_PAYLOAD = 131_072;
export const MAX_BYTES = 1_048_576;

/** A link cannot hold all of what it should. The message says why, as a sentence. */
export class TooLong extends RangeError {
  override readonly name = 'TooLong';
}

/** Bytes that are inflated at once. */
const PIECE = 512;

interface Failure {
  readonly ok: false;
  readonly message: string;
}

export type Unpacked = { readonly ok: true; readonly value: unknown } | Failure;
export type UnpackedBytes = { readonly ok: true; readonly bytes: Uint8Array } | Failure;

/** The payload of a JSON text. It never ends in - or _, which are lost at the end of links in chats. Throws a {@link TooLong}. */
export function packJson(json: string): string {
  for (let text = json; ; text += ' ') {
    const bytes = new TextEncoder().encode(text);
    const payload = bytes.length < DEFLATE_FROM ? `j${toBase64(bytes)}` : deflated(bytes);
    if (isWhole(payload)) return within(payload, bytes.length);
  }
}

/** Reads a payload of JSON. Never throws; its output is bounded, however much a hostile payload would inflate to. */
export function unpackJson(payload: string): Unpacked {
  const unpacked = unpack(payload, 'j');
  if (!unpacked.ok) return unpacked;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(unpacked.bytes);
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return failure('is cut off or changed: it does not unpack');
  }
}

/** The shortest payload of some bytes, with zeros after them where it would end in - or _. Throws a {@link TooLong}. */
export function packBytes(bytes: Uint8Array): string {
  for (let padding = 0; ; padding++) {
    const padded = new Uint8Array(bytes.length + padding);
    padded.set(bytes);
    const [plain, small] = [`b${toBase64(padded)}`, deflated(padded)];
    const payload = small.length < plain.length ? small : plain;
    if (isWhole(payload)) return within(payload, padded.length);
  }
}

/** Reads a payload of bytes, within the same bounds. Never throws. */
export const unpackBytes = (payload: string): UnpackedBytes => unpack(payload, 'b');

function unpack(payload: string, plain: 'j' | 'b'): UnpackedBytes {
  if (payload.length > MAX_PAYLOAD)
    return failure(`has ${payload.length} characters; there may be ${MAX_PAYLOAD}`);
  if (!/^[jbz][A-Za-z0-9_-]+$/.test(payload) || (payload[0] !== plain && payload[0] !== 'z'))
    return failure(
      `is cut off or changed: it must be ${plain} or z and then letters, digits, - and _`,
    );
  try {
    const data = fromBase64(payload.slice(1));
    const bytes = payload.startsWith('z') ? inflateBounded(data) : data;
    return bytes.length > MAX_BYTES
      ? failure(`holds more than ${MAX_BYTES} bytes`)
      : { ok: true, bytes };
  } catch {
    return failure('is cut off or changed: it does not unpack');
  }
}

/** Inflates in pieces, which grow to 1032 times their size at most, and no further than the limit needs. */
function inflateBounded(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(MAX_BYTES + 1);
  let length = 0;
  const inflate = new Inflate((chunk) => {
    const fitting = chunk.subarray(0, bytes.length - length);
    bytes.set(fitting, length);
    length += fitting.length;
  });
  for (let at = 0; at < data.length && length <= MAX_BYTES; at += PIECE)
    inflate.push(data.subarray(at, at + PIECE), at + PIECE >= data.length);
  return bytes.subarray(0, length);
}

const deflated = (bytes: Uint8Array) => `z${toBase64(deflateSync(bytes, { level: 9 }))}`;

function within(payload: string, bytes: number): string {
  if (payload.length <= MAX_PAYLOAD && bytes <= MAX_BYTES) return payload;
  throw new TooLong(
    `It has ${count(bytes)} bytes, ${count(payload.length)} characters when packed; a link holds ${count(MAX_BYTES)} and ${count(MAX_PAYLOAD)} at most.`,
  );
}

const count = (number: number) => number.toLocaleString('en');

const isWhole = (payload: string) => !/[-_]$/.test(payload);

const failure = (fact: string): Failure => ({ ok: false, message: `The link's data ${fact}.` });
