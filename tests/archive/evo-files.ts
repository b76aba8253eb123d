import { strToU8, unzipSync, zipSync } from 'fflate';
import { canonicalJson } from '#core/canonical-json.ts';
import { hasher } from '#core/hash.ts';

/** A file of a run with other contents, and hashes that fit them, as somebody would forge it. */
export function rewritten(
  file: Uint8Array,
  change: (files: Record<string, Uint8Array>, run: Record<string, unknown>) => void,
  head: Record<string, unknown> = {},
): Uint8Array {
  const files = unzipSync(file);
  const text = new TextDecoder().decode(files['manifest.json']);
  const { hash: _, ...manifest } = JSON.parse(text) as Record<string, unknown>;
  delete files['manifest.json'];
  change(files, manifest['run'] as Record<string, unknown>);
  const list = Object.entries(files).map(([name, data]) => [
    name,
    { bytes: data.length, hash: hasher().bytes(data).hex() },
  ]);
  const signed = { ...manifest, files: Object.fromEntries(list), ...head };
  const hash = hasher().text(canonicalJson(signed)).hex();
  return zipSync({ ...files, 'manifest.json': strToU8(JSON.stringify({ ...signed, hash })) });
}
