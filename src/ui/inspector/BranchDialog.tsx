import { useMemo, useState } from 'react';
import { hasChangedDevice } from '#archive/marks.ts';
import { FIXED_WHILE_ALIVE } from '#core/branch-rules.ts';
import { fieldsFor, shownFields } from '#core/fields.ts';
import { generationIndex, generationNumber } from '#core/generation-number.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { History } from '#store/history/history.ts';
import { branchProblemsAt, branchRun, configBefore } from '#store/lab/branching.ts';
import { nearestCheckpoint } from '#store/lab/checkpoints.ts';
import { createDraftLab } from '#store/lab/draft-lab.ts';
import type { Lab } from '#store/lab/lab.ts';
import { firstOwn } from '#store/lab/run-state.ts';
import { useLibrary } from '../library/library-context.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { duration } from '../parts/duration.ts';
import { Icon } from '../parts/Icon.tsx';
import { FieldRow } from '../setup/FieldRow.tsx';
import { Groups } from '../setup/Setup.tsx';
import { LabContext, useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Branch.module.css';
import { BranchDifferences } from './BranchDifferences.tsx';

/** Dialog that asks where a run is to branch off, and with which settings. */
export function BranchDialog({
  history,
  generation: asked,
  onClose,
}: {
  readonly history: History;
  readonly generation: number;
  readonly onClose: () => void;
}) {
  const lab = useLab();
  const status = useLabState((state) => state.status.kind);
  const generations = useLabState((state) => state.generations);
  const first = useLabState(firstOwn);
  const [generation, setGeneration] = useState(asked);
  // The last generation of a finished run has no offspring.
  const last = status === 'finished' ? Math.max(0, generations - 1) : generations;
  const within = Math.max(first, Math.min(generation, last));
  const before = configBefore(lab.store.getState(), within);
  return (
    <Dialog wide title="Branch this run" onClose={onClose}>
      <div className={styles['branch']} data-form="branch">
        <label className={styles['generation']}>
          <span>From generation</span>
          <input
            type="number"
            data-focus-first
            min={generationNumber(first)}
            max={generationNumber(last)}
            value={generationNumber(generation)}
            aria-describedby="branch-shared"
            onChange={(event) =>
              setGeneration(
                Math.max(0, generationIndex(Math.round(event.target.valueAsNumber) || 1)),
              )
            }
          />
          <span>of {generationNumber(last)}</span>
        </label>
        <p id="branch-shared">
          {generation > last
            ? `The run has no generation ${generationNumber(generation)} yet; it branches at ${generationNumber(last)}. `
            : ''}
          {generation < first
            ? `Generations before ${generationNumber(first)} are another run’s, and branch off there; this one branches at ${generationNumber(first)} or later. `
            : ''}
          {within === 0
            ? 'All generations are made anew, from the same founders.'
            : within === 1
              ? 'Generation 1 is shared.'
              : `Generations 1 to ${generationNumber(within - 1)} are shared.`}{' '}
          <Again lab={lab} history={history} generation={within} />
        </p>
        {before && (
          <Settings key={within} lab={lab} before={before} generation={within} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

/** Generations that are computed again before the branch begins, and how long that takes. */
function Again({
  lab,
  history,
  generation,
}: {
  readonly lab: Lab;
  readonly history: History;
  readonly generation: number;
}) {
  const exact = useLabState((state) => state.device?.kind !== 'webgpu' && !hasChangedDevice(state));
  const from = nearestCheckpoint(lab.store.getState().checkpoints, generation)?.generation ?? 0;
  if (from >= generation) return null;
  const elapsed = (before: number) => history.summaries[before - 1]?.elapsedMs ?? 0;
  const seconds = Math.max(0, elapsed(generation) - elapsed(from)) / 1000;
  const which =
    from === generation - 1
      ? `Generation ${generationNumber(from)} is`
      : `Generations ${generationNumber(from)} to ${generationNumber(generation - 1)} are`;
  return (
    <>
      {which} made again first, which takes about {duration(seconds)}
      {exact
        ? ' and gives the same, bit for bit.'
        : '. On a GPU it may come out a little different.'}
    </>
  );
}

function Settings({
  lab,
  before,
  generation,
  onClose,
}: {
  readonly lab: Lab;
  readonly before: RunConfig;
  readonly generation: number;
  readonly onClose: () => void;
}) {
  const [own] = useState(() =>
    createDraftLab(lab, before, (draft) => {
      const { catalog } = lab.store.getState();
      return catalog ? branchProblemsAt(before, draft, generation, catalog) : [];
    }),
  );
  return (
    <LabContext value={own}>
      <Form before={before} generation={generation} lab={lab} onClose={onClose} />
    </LabContext>
  );
}

const isFixed = (path: string) =>
  FIXED_WHILE_ALIVE.some((fixed) => path === fixed.path || path.startsWith(`${fixed.path}.`));

/** Form in the draft's own lab; `lab` is the one that runs. */
function Form({
  before,
  generation,
  lab,
  onClose,
}: {
  readonly before: RunConfig;
  readonly generation: number;
  readonly lab: Lab;
  readonly onClose: () => void;
}) {
  const draftLab = useLab();
  const library = useLibrary();
  const catalog = useLabState((state) => state.catalog);
  const draft = useLabState((state) => state.draft);
  const problems = useLabState((state) => state.problems);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const fields = useMemo(
    () => (catalog ? shownFields(catalog, before).filter(({ path }) => !isFixed(path)) : []),
    [catalog, before],
  );
  if (!catalog || !draft) return null;
  const seed = fieldsFor(catalog, before).find(({ path }) => path === 'seed');
  const begin = async () => {
    setBusy(true);
    const failure = await branchRun(lab, library, generation, draft);
    setBusy(false);
    setWrong(failure);
    if (failure === null) onClose();
  };
  const elsewhere = problems.filter(({ path }) => !fields.some((field) => field.path === path));
  return (
    <>
      {seed && (
        <div className={styles['seed']}>
          <FieldRow field={seed} />
          <Button
            look="outlined"
            onClick={() =>
              draftLab.setFields({ seed: crypto.getRandomValues(new Uint16Array(1))[0] })
            }
          >
            <Icon name="dice" /> Other seed
          </Button>
        </div>
      )}
      <div className={styles['groups']}>
        <Groups fields={fields} draft={draft} />
      </div>
      <details className={styles['fixed']}>
        <summary>What cannot change with agents alive</summary>
        <ul>
          {FIXED_WHILE_ALIVE.map(({ label, why }) => (
            <li key={label}>
              <strong>{label}</strong>: {why}
            </li>
          ))}
        </ul>
      </details>
      <BranchDifferences before={before} after={draft} />
      {[...elsewhere.map(({ message }) => `${message}.`), wrong].map(
        (message) =>
          message !== null && (
            <p key={message} role="alert" className={styles['problem']}>
              {message}
            </p>
          ),
      )}
      <div className={styles['actions']}>
        <Button look="outlined" onClick={onClose}>
          Cancel
        </Button>
        <Button look="solid" disabled={problems.length > 0 || busy} onClick={begin}>
          <Icon name="branch" /> Branch at generation {generationNumber(generation)}
        </Button>
      </div>
    </>
  );
}
