import { FAMILIES } from '#core/lineage.ts';
import { FAMILY_WORDS, shortNumber } from '#store/mutation-words.ts';
import { useAlgorithm, useEnvironment, useLabState } from '../shell/lab-context.ts';
import styles from './Genealogy.module.css';
import { InlineGlyph } from './Glyph.tsx';
import { STRIP_OPACITY, type StripColouring } from './strip-colours.ts';
import { VIRIDIS_GRADIENT } from './viridis.ts';

/** What colours and shapes mean. */
export function Legend({ colouring }: { readonly colouring: StripColouring }) {
  const environment = useEnvironment();
  const declared = useAlgorithm()?.hyperparameters.find(({ name }) => name === colouring);
  const range = useLabState((state) => declared && state.config?.hyperparameters[declared.name]);
  const [low, high] = range ? [range.min, range.max] : (environment?.returnRange ?? [0, 1]);
  return (
    <div className={styles['legend']}>
      <ul className={styles['families']} aria-label="Kinds of mutation">
        {FAMILIES.map((family) => (
          <li key={family}>
            <InlineGlyph family={family} />
            {FAMILY_WORDS[family]}
          </li>
        ))}
      </ul>
      {colouring !== 'mutation' && (
        <div className={styles['ramp']}>
          <span>{declared?.label ?? 'fitness'}</span>
          <span>{shortNumber(low)}</span>
          <span
            className={styles['gradient']}
            style={{ background: VIRIDIS_GRADIENT, opacity: STRIP_OPACITY }}
          />
          <span>{shortNumber(high)}</span>
        </div>
      )}
    </div>
  );
}
