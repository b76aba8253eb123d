import { FAMILIES } from '#core/lineage.ts';
import { ancestorWords, cladeWindow } from '#store/history/clades.ts';
import { FAMILY_WORDS, individualOf, shortNumber } from '#store/words/mutation-words.ts';
import { useAlgorithm, useEnvironment, useLabState } from '../shell/lab-context.ts';
import { useColouring } from './Colouring.tsx';
import styles from './Genealogy.module.css';
import { InlineGlyph, InlineStar } from './Glyph.tsx';
import { KeyButton } from './KeyButton.tsx';
import { useTreeSettings } from './settings.ts';
import { STRIP_OPACITY } from './strip-colours.ts';
import { VIRIDIS_STOPS } from './viridis.ts';

const RAMP = 72; // px

/** Key of colours and shapes. */
export function Legend() {
  const algorithm = useAlgorithm();
  return (
    <>
      <ul className={styles['families']} aria-label="Kinds of mutation">
        {FAMILIES.map((family) => (
          <li key={family}>
            <InlineGlyph family={family} />
            {FAMILY_WORDS[family]}
          </li>
        ))}
        <li>
          <InlineStar />
          elite, passed on
        </li>
        <li>
          <KeyButton algorithm={algorithm} />
        </li>
      </ul>
      <div className={styles['options']}>
        <Switches />
        <Colours />
      </div>
    </>
  );
}

function Colours() {
  const colouring = useColouring();
  const environment = useEnvironment();
  const declared = useAlgorithm()?.hyperparameters.find(({ name }) => name === colouring);
  const range = useLabState((state) => declared && state.config?.hyperparameters[declared.name]);
  const populationSize = useLabState((state) => state.config?.populationSize ?? 1);
  const generations = useLabState((state) => state.generations);
  if (colouring === 'mutation') return null;
  if (colouring === 'clade')
    return <span>one colour: {ancestorWords(cladeWindow(populationSize), generations)}</span>;
  const [low, high] = range ? [range.min, range.max] : (environment?.returnRange ?? [0, 1]);
  return (
    <div className={styles['ramp']}>
      <span>{declared?.label ?? 'fitness'}</span>
      <span>{shortNumber(low)}</span>
      <svg width={RAMP} height={8} aria-hidden="true" opacity={STRIP_OPACITY}>
        <linearGradient id="viridis">
          {VIRIDIS_STOPS.map((colour, i) => (
            <stop key={colour} offset={i / (VIRIDIS_STOPS.length - 1)} stopColor={colour} />
          ))}
        </linearGradient>
        <rect width={RAMP} height={8} rx={4} fill="url(#viridis)" />
      </svg>
      <span>{shortNumber(high)}</span>
    </div>
  );
}

/** '…' stands for what one of the population is called. */
const SWITCHES = [
  ['straight', 'Straight trunk', 'The line that all living …s descend from runs level'],
  ['extinct', 'Extinct branches', 'Also those that died out, if they lived five generations'],
  ['allEdges', 'All …s', 'A line for every …, whether or not it has living descendants'],
] as const;

/** Switches for what else is drawn, and how. */
function Switches() {
  const settings = useTreeSettings();
  const { one } = individualOf(useAlgorithm());
  return (
    <fieldset className={styles['switches']} data-export="no">
      <legend className="visually-hidden">What the genealogy shows</legend>
      {SWITCHES.map(([name, label, title]) => (
        <label key={name} title={title.replace('…', one)}>
          <input
            type="checkbox"
            checked={settings[name]}
            onChange={(event) => useTreeSettings.setState({ [name]: event.target.checked })}
          />
          {label.replace('…', one)}
        </label>
      ))}
    </fieldset>
  );
}
