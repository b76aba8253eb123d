import { useMemo } from 'react';
import { FAMILIES } from '#core/lineage.ts';
import { useAlgorithm, useEnvironment, useLabState } from '../shell/lab-context.ts';
import { resolveColours, useTheme } from '../shell/theme.ts';
import styles from './Genealogy.module.css';
import { useTreeSettings } from './settings.ts';
import { cellColour, FAMILY_PROPERTIES, parseRgb } from './strip-colours.ts';

/** Colours of cells and lines, in the theme that holds. */
export function useColours() {
  const algorithm = useAlgorithm();
  const environment = useEnvironment();
  const hyperparameters = useLabState((state) => state.config?.hyperparameters);
  const populationSize = useLabState((state) => state.config?.populationSize);
  const colouring = useColouring();
  const theme = useTheme();
  const familyColours = useMemo(() => {
    const colours = resolveColours(document.body, FAMILY_PROPERTIES);
    // The theme decides the families' colours.
    return theme && FAMILIES.map((family) => colours[`family-${family}`]);
  }, [theme]);
  return useMemo(() => {
    if (!environment || !algorithm || !hyperparameters || !populationSize) return null;
    const colour = cellColour(
      colouring,
      environment,
      algorithm,
      { hyperparameters, populationSize },
      familyColours.map(parseRgb),
    );
    return { colour, familyColours };
  }, [colouring, environment, algorithm, hyperparameters, populationSize, familyColours]);
}

/** The colouring chosen; fitness where this algorithm has no such hyperparameter. */
export function useColouring(): string {
  const chosen = useTreeSettings((settings) => settings.colouring);
  const algorithm = useAlgorithm();
  const isKnown =
    chosen === 'mutation' ||
    chosen === 'clade' ||
    algorithm?.hyperparameters.some(({ name }) => name === chosen);
  return isKnown ? chosen : 'fitness';
}

/** Chooses what the cells' colours show. */
export function Colouring() {
  const algorithm = useAlgorithm();
  const colouring = useColouring();
  return (
    <label className={styles['colouring']}>
      <span>Colour</span>
      <select
        value={colouring}
        onChange={(event) => useTreeSettings.setState({ colouring: event.target.value })}
      >
        <option value="fitness">Fitness</option>
        <option value="mutation">Mutation</option>
        <option value="clade">Common ancestor</option>
        <optgroup label="Hyperparameter">
          {algorithm?.hyperparameters.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}
