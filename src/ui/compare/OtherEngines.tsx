import { engineWords } from '#archive/engine-words.ts';
import type { EngineVersion } from '#core/engine-version.ts';
import styles from './Compare.module.css';

/** Says which of the compared runs another version of the engine made; nothing where none did. */
export function OtherEngines({
  runs,
  engines,
  version,
}: {
  /** Words for some of the runs, such as 'Some runs'. */
  readonly runs: string;
  /** Versions that made what is compared, in any order. */
  readonly engines: readonly string[];
  /** The page's own. */
  readonly version: EngineVersion;
}) {
  const words = [...new Set(engines)].flatMap((engine) => engineWords(engine, version) ?? []);
  if (words.length === 0) return null;
  return (
    <p role="status" className={styles['hint']}>
      {words.map((other) => `${runs} were ${other}.`).join(' ')} Their differences from the other
      runs may be the engine’s.
    </p>
  );
}
