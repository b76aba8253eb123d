import { useEffect, useState } from 'react';
import type { Catalog } from '#core/catalog.ts';
import type { ModelFit } from '#protocol/messages.ts';
import { foundPopulation } from '#store/lab/founding.ts';
import type { KeptAgent } from '#store/library/freezer.ts';
import { catalogOf } from '#store/library/open-run.ts';
import { writeFailure } from '#store/library/storage-words.ts';
import type { ModelSource } from '#store/library/tfjs/model-files.ts';
import { keepModel, type ModelOpened, openModel } from '#store/library/tfjs/open-model.ts';
import { useLibrary } from '../library/library-context.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useLab, useOpenEngine } from '../shell/lab-context.ts';
import styles from './Models.module.css';
import { PlayDialog } from './PlayDialog.tsx';

/** Opens a TensorFlow.js model: says what it is, as which agent it can be taken up, or why it cannot. */
export function ModelDialog({
  source,
  onClose,
}: {
  readonly source: ModelSource;
  readonly onClose: () => void;
}) {
  const lab = useLab();
  const library = useLibrary();
  const openEngine = useOpenEngine();
  const [opened, setOpened] = useState<{ model: ModelOpened; catalog: Catalog } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [kept, setKept] = useState<KeptAgent | null>(null);
  const [plays, setPlays] = useState(false);
  useEffect(() => {
    let current = true;
    Promise.all([openModel(openEngine, source, null), catalogOf(lab)]).then(
      ([model, catalog]) => {
        if (!current) return;
        setOpened({ model, catalog });
        setProblem(model.problem);
      },
      (error: Error) => current && setProblem(error.message),
    );
    return () => {
      current = false;
    };
  }, [lab, openEngine, source]);

  const keep = async (fit: ModelFit) => {
    try {
      const { individual, problem: refusal } = await openModel(openEngine, source, fit);
      if (individual) setKept(await keepModel(library, source, individual));
      else setProblem(refusal);
    } catch (error) {
      setProblem(writeFailure('it was not kept', error));
    }
  };

  const found = (agent: KeptAgent) => {
    const failure = foundPopulation(lab, agent);
    setProblem(failure);
    if (failure !== null) return;
    location.hash = '#/evolve';
    onClose();
  };

  if (kept && plays) return <PlayDialog kept={kept} onClose={onClose} />;
  return (
    <Dialog wide title={`Open ${source.name}`} onClose={onClose}>
      <div className={styles['body']}>
        {!opened && problem === null && <p role="status">TensorFlow.js is opening it…</p>}
        {problem !== null && (
          <p role="alert">
            {kept ? 'No population can be founded from it' : 'This model cannot become an agent'}:{' '}
            {problem.replace(/\.$/, '')}.
          </p>
        )}
        {kept && (
          <>
            <p role="status">{kept.name} is in the freezer.</p>
            <div className={styles['tools']}>
              <Button look="solid" onClick={() => setPlays(true)}>
                Watch it play
              </Button>
              <Button look="outlined" onClick={() => found(kept)}>
                Found a population
              </Button>
            </div>
          </>
        )}
        {opened && !kept && problem === null && <Choice {...opened} onKeep={keep} />}
      </div>
    </Dialog>
  );
}

/** Choice of the agent that the model becomes. */
function Choice({
  model: { network, fits },
  catalog,
  onKeep,
}: {
  readonly model: ModelOpened;
  readonly catalog: Catalog;
  readonly onKeep: (fit: ModelFit) => Promise<void>;
}) {
  const [chosen, setChosen] = useState(0);
  const [busy, setBusy] = useState(false);
  const fit = fits[chosen];
  const keep = async () => {
    if (!fit) return;
    setBusy(true);
    await onKeep(fit);
    setBusy(false);
  };
  return (
    <>
      <p>
        Its layers: <strong>{network}</strong>
      </p>
      <fieldset className={styles['fits']}>
        <legend>It becomes an agent of</legend>
        {fits.map((each, i) => (
          <label key={`${each.environment} ${each.algorithm}`}>
            <input
              type="radio"
              name="fit"
              data-focus-first={i === 0 || undefined}
              checked={i === chosen}
              onChange={() => setChosen(i)}
            />
            {titles(each, catalog)}
          </label>
        ))}
      </fieldset>
      {fit && <p className={styles['note']}>{note(fit, catalog)}</p>}
      <div>
        <Button look="solid" disabled={busy} onClick={keep}>
          Put it into the freezer
        </Button>
      </div>
    </>
  );
}

function titles({ environment, algorithm }: ModelFit, catalog: Catalog): string {
  const task = catalog.environments.find(({ id }) => id === environment)?.title ?? environment;
  const rule = catalog.algorithms.find(({ id }) => id === algorithm)?.title ?? algorithm;
  return `${task}, learning by ${rule}`;
}

/** Parts that the agent will have and the model does not. */
function note({ environment, algorithm }: ModelFit, catalog: Catalog): string {
  const networks = catalog.algorithms.find(({ id }) => id === algorithm)?.networks ?? [];
  const fresh = networks.filter(({ role }) => role === 'evaluation').map(({ label }) => label);
  const scaled = catalog.environments.find(({ id }) => id === environment)?.actionSpace === 'box';
  return [
    'The network is its policy, weight for weight.',
    fresh.length > 0 && `${fresh.join(' and ')}: fresh, for the model has none.`,
    scaled && 'Outputs from −1 to 1 are scaled to what the task takes.',
  ]
    .filter(Boolean)
    .join(' ');
}
