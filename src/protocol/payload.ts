import { deflateSync, Inflate } from 'fflate';

/**
 * JSON as one word of `A–Z a–z 0–9 - _` that chat programs leave alone: a codec letter, then base64url (RFC 4648) of
 * the UTF-8 bytes (`j`) or of those deflated (`z`, RFC 1951).
 */

/** From this many bytes on, deflating pays. */
const DEFLATE_FROM = 200;

/** Characters of a payload and bytes of its JSON that are read at most; the longest real ones have a tenth of it. */
const MAX_PAYLOAD = 16_384;
const MAX_JSON = 65_536;

/** Bytes that are inflated at once. */
const PIECE = 64;

export type Unpacked =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

/** The payload of a JSON text. It never ends in - or _, which are lost at the end of links in chats. */
export function packJson(json: string): string {
  for (let text = json; ; text += ' ') {
    const bytes = new TextEncoder().encode(text);
    const payload =
      bytes.length < DEFLATE_FROM
        ? `j${toBase64(bytes)}`
        : `z${toBase64(deflateSync(bytes, { level: 9 }))}`;
    if (!/[-_]$/.test(payload)) return payload;
  }
}

/** Reads a payload. Never throws; what it reads is bounded, however much a hostile payload would inflate to. */
export function unpackJson(payload: string): Unpacked {
  if (payload.length > MAX_PAYLOAD)
    return failure(`has ${payload.length} characters; there may be ${MAX_PAYLOAD}`);
  if (!/^[jz][A-Za-z0-9_-]+$/.test(payload))
    return failure('is cut off or changed: it must be j or z and then letters, digits, - and _');
  try {
    const data = fromBase64(payload.slice(1));
    const bytes = payload.startsWith('z') ? inflateBounded(data) : data;
    if (bytes.length > MAX_JSON) return failure(`holds more than ${MAX_JSON} bytes`);
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return failure('is cut off or changed: it does not unpack');
  }
}

/** In pieces, which inflate to 1032 times their size at most, and no further than the limit needs. */
function inflateBounded(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(MAX_JSON + 1);
  let length = 0;
  const inflate = new Inflate((chunk) => {
    const fitting = chunk.subarray(0, bytes.length - length);
    bytes.set(fitting, length);
    length += fitting.length;
  });
  for (let at = 0; at < data.length && length <= MAX_JSON; at += PIECE)
    inflate.push(data.subarray(at, at + PIECE), at + PIECE >= data.length);
  return bytes.subarray(0, length);
}

const toBase64 = (bytes: Uint8Array) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const fromBase64 = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0),
  );

const failure = (fact: string): Unpacked => ({ ok: false, message: `The link's data ${fact}.` });
