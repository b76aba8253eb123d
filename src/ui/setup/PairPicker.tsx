import { useState } from 'react';
import { algorithmFor, changePair } from '#core/change-pair.ts';
import { fits, list, unfitAlgorithmsInWords } from '#core/fitting.ts';
import type { RunConfig } from '#core/run-config.ts';
import { same } from '#store/set-up/configuration.ts';
import { Access } from '../shell/Access.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import { FieldProblem } from './FieldProblem.tsx';
import styles from './Setup.module.css';

/** A choice of task and algorithm, and the settings that came with it. */
interface Told {
  readonly config: RunConfig;
  readonly words: string;
}

/** The task and the learning rule. Each choice gives a set-up that can run, and says what it brought along. */
export function PairPicker({ draft }: { readonly draft: RunConfig }) {
  const lab = useLab();
  const catalog = useLabState((state) => state.catalog);
  const presetId = useLabState((state) => state.presetId);
  const [told, setTold] = useState<Told | null>(null);
  if (!catalog) return null;
  const environment = catalog.environments.find(({ id }) => id === draft.environment);
  const algorithm = catalog.algorithms.find(({ id }) => id === draft.algorithm);
  const unfit = unfitAlgorithmsInWords(
    catalog,
    catalog.algorithms.map(({ id }) => id),
    draft.environment,
  );
  const isUnfit = environment && algorithm && !fits(catalog, algorithm.id, environment.id);
  const titleOf = (id: string) => catalog.algorithms.find((each) => each.id === id)?.title ?? id;

  const choose = (to: Pick<RunConfig, 'algorithm' | 'environment'>) => {
    const madeFrom = catalog.presets.find(({ id }) => id === presetId)?.config ?? null;
    const changed = changePair(catalog, draft, madeFrom, to);
    if (!changed) return;
    const { config, preset, replaced, kept } = changed;
    const isPresets =
      preset.config.algorithm === to.algorithm && preset.config.environment === to.environment;
    const isMoved = to.algorithm !== draft.algorithm && to.environment !== draft.environment;
    const task = catalog.environments.find(({ id }) => id === to.environment)?.title;
    setTold({
      config,
      words: [
        isMoved
          ? `The algorithm is ${titleOf(to.algorithm)} now: ${titleOf(draft.algorithm)} does not fit ${task}.`
          : '',
        `The settings are those of “${preset.title}”${isPresets ? '' : ', as far as they fit'}.`,
        kept.length > 0 ? `Kept: ${list(kept)}.` : '',
        replaced.length > 0 ? `Not kept: ${list(replaced)}.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    });
    lab.setUp(config, isPresets ? preset.id : null);
  };

  return (
    <>
      <Access names={['task']}>
        <div className={styles['knob']} data-field="environment">
          <label htmlFor="knob-environment">Environment</label>
          <select
            id="knob-environment"
            value={draft.environment}
            onChange={({ target: { value } }) =>
              choose({
                environment: value,
                algorithm: algorithmFor(catalog, draft.algorithm, value),
              })
            }
          >
            {catalog.environments.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
          {environment && <p className={styles['summary']}>{environment.summary}</p>}
          <FieldProblem path="environment" label="Environment" />
        </div>
      </Access>
      <Access names={['algorithm']}>
        <div className={styles['knob']} data-field="algorithm">
          <label htmlFor="knob-algorithm">Algorithm</label>
          <select
            id="knob-algorithm"
            value={draft.algorithm}
            aria-describedby="knob-algorithm-unfit"
            onChange={({ target: { value } }) =>
              choose({ environment: draft.environment, algorithm: value })
            }
          >
            {catalog.algorithms.map(({ id, title }) => (
              <option key={id} value={id} disabled={!fits(catalog, id, draft.environment)}>
                {title}
              </option>
            ))}
          </select>
          {algorithm && <p className={styles['summary']}>{algorithm.summary}</p>}
          <div id="knob-algorithm-unfit">
            {isUnfit ? (
              <p role="alert" className={styles['problem']}>
                {unfit}
              </p>
            ) : (
              <>
                {unfit && <p className={styles['summary']}>{unfit}</p>}
                <FieldProblem path="algorithm" label="Algorithm" />
              </>
            )}
          </div>
        </div>
      </Access>
      {told && same(told.config, draft) && (
        <p role="status" className={styles['moved']}>
          {told.words}{' '}
          <button type="button" onClick={() => lab.undo()}>
            Undo
          </button>
        </p>
      )}
    </>
  );
}
