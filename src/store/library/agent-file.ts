import { strFromU8, strToU8, zipSync } from 'fflate';
import { Damage, needFields, needInteger, needText } from '#archive/damage.ts';
import { bundle, unbundle } from '#archive/evo/bundle.ts';
import { parseJson } from '#archive/evo/json.ts';
import { unzipBounded } from '#archive/evo/unzip-bounded.ts';
import { hasher } from '#core/hash.ts';
import { type KeptAgent, readKeptAgent } from './freezer.ts';

/**
 * A kept agent as a file, `NAME.agent`: a zip of `manifest.json` (format, version and the hashes of the other two), and
 * of `agent.json` and `agent.bin`, which hold it as a run's file holds its champion.
 */

const FORMAT = 'evolution-playground agent';
const VERSION = 1;
export const AGENT_ENDING = '.agent';

/** Bytes that each file may unpack to. */
const MOST_BYTES: Readonly<Record<string, number>> = {
  'manifest.json': 10_000,
  'agent.json': 1e6,
  'agent.bin': 64e6,
};

export function writeAgentFile(kept: KeptAgent): Uint8Array<ArrayBuffer> {
  const { json, bin } = bundle(kept);
  const text = strToU8(json);
  const manifest = { format: FORMAT, version: VERSION, hash: hashOf(text, bin) };
  return zipSync({
    'manifest.json': strToU8(JSON.stringify(manifest, null, 2)),
    'agent.json': text,
    'agent.bin': [bin, { level: 0 }],
  });
}

/** The agent of a file. Throws a {@link Damage} that says what is wrong with it. */
export function readAgentFile(data: Uint8Array): KeptAgent {
  const files = unzipBounded(data, (name) => MOST_BYTES[name] ?? null);
  const fileOf = (name: string): Uint8Array => {
    const file = files.get(name);
    if (!file) throw new Damage(`it has no ${name}: it is no agent of this page`);
    return file;
  };
  const json = (name: string) => parseJson(strFromU8(fileOf(name)), name);
  const manifest = needFields(json('manifest.json'), 'the manifest');
  if (manifest['format'] !== FORMAT) throw new Damage('it is no agent of this page');
  needInteger(manifest['version'], 'its version', 1, VERSION);
  const [text, bin] = [fileOf('agent.json'), fileOf('agent.bin')];
  if (needText(manifest['hash'], 'its hash') !== hashOf(text, bin))
    throw new Damage('it was changed');
  return readKeptAgent(unbundle(json('agent.json'), bin, 'the agent'));
}

const hashOf = (...parts: readonly Uint8Array[]): string =>
  parts.reduce((hash, part) => hash.bytes(part), hasher()).hex();
