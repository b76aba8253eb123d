import { useCallback, useRef, useState } from 'react';
import { foundPopulation } from '#store/lab/founding.ts';
import { freezerOf, type KeptAgent } from '#store/library/freezer.ts';
import type { Library } from '#store/library/library.ts';
import { catalogOf } from '#store/library/open-run.ts';
import { writeFailure } from '#store/library/storage-words.ts';
import { useAnswer, useLibrary } from '../library/library-context.ts';
import { useModels } from '../models/use-models.tsx';
import { Button } from '../parts/Button.tsx';
import { download } from '../parts/download.ts';
import { FileInput } from '../parts/FileInput.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Later, lazyPart } from '../parts/lazy-part.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import { FreezerRow } from './FreezerRow.tsx';
import styles from './Inspector.module.css';

const gamePart = lazyPart(async () => (await import('../play/GameDialog.tsx')).GameDialog);
const playPart = lazyPart(async () => (await import('../models/PlayDialog.tsx')).PlayDialog);

/** Agents that were kept from this and other runs. */
export function FreezerCard({ onFounded }: { readonly onFounded?: () => void }) {
  const lab = useLab();
  const library = useLibrary();
  const answer = useAnswer(useCallback((asked: Library) => freezerOf(asked).list(), []));
  const [deleted, setDeleted] = useState<KeptAgent | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [playing, setPlaying] = useState<KeptAgent | null>(null);
  const [challenged, setChallenged] = useState<KeptAgent | null>(null);
  const environments = useLabState(({ catalog }) => catalog?.environments);
  const isGame = (task: string) => environments?.find(({ id }) => id === task)?.duel === true;
  const models = useModels();
  const shelf = freezerOf(library);
  const file = useRef<HTMLInputElement>(null);
  /** Resolves to whether it worked; else `not` is said, and why. */
  const attempt = async (not: string, work: Promise<void>): Promise<boolean> => {
    try {
      await work;
      setProblem(null);
      return true;
    } catch (error) {
      setProblem(writeFailure(not, error));
      return false;
    }
  };
  const found = async (kept: KeptAgent) => {
    const ready = async () => {
      await catalogOf(lab); // a page beside the lab may not have asked for it yet
    };
    if (!(await attempt(`No population was founded from ${kept.name}`, ready()))) return;
    const failure = foundPopulation(lab, kept);
    setProblem(
      failure === null ? null : `No population can be founded from ${kept.name}. ${failure}`,
    );
    if (failure === null) onFounded?.();
  };
  const remove = async (kept: KeptAgent) => {
    if (await attempt(`${kept.name} was not deleted`, shelf.delete(kept.id))) setDeleted(kept);
  };
  const bringBack = async (kept: KeptAgent) => {
    if (await attempt(`${kept.name} was not brought back`, shelf.put(kept))) setDeleted(null);
  };
  const save = async ({ name, ...kept }: KeptAgent) => {
    const { AGENT_ENDING, writeAgentFile } = await import('#store/library/agent-file.ts');
    const title = name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
    download(new Blob([writeAgentFile({ name, ...kept })]), `${title}${AGENT_ENDING}`);
  };
  const open = async (chosen: readonly File[]) => {
    const { readAgentFile } = await import('#store/library/agent-file.ts');
    const read = async (file: File) =>
      shelf.put(readAgentFile(new Uint8Array(await file.arrayBuffer())));
    let agents: readonly File[] = [];
    const sort = async () => {
      agents = await models.take(chosen);
    };
    if (!(await attempt(`${chosen[0]?.name} was not opened`, sort()))) return;
    for (const each of agents)
      if (!(await attempt(`${each.name} was not opened`, read(each)))) return;
  };
  const items =
    answer.kind === 'there' ? answer.value.items.toSorted((a, b) => b.keptAt - a.keptAt) : [];
  const damaged = answer.kind === 'there' ? answer.value.damaged : [];
  return (
    <section className={styles['card']} aria-label="Freezer">
      <h3>
        Freezer
        <small>{items.length === 0 ? 'empty' : `${items.length} kept`}</small>
      </h3>
      {answer.kind === 'failed' && <p role="alert">It cannot be read: {answer.message}</p>}
      {answer.kind === 'there' && items.length === 0 && damaged.length === 0 && (
        <p>Kept agents stay here, weights and all, and can found populations of their copies.</p>
      )}
      <ul className={styles['freezer']}>
        {items.map((kept) => (
          <FreezerRow
            key={kept.id}
            kept={kept}
            onPlay={() => setPlaying(kept)}
            onChallenge={
              isGame(kept.individual.environment) ? () => setChallenged(kept) : undefined
            }
            onFound={() => found(kept)}
            onRename={(name) =>
              attempt(`${kept.name} was not renamed`, shelf.put({ ...kept, name }))
            }
            onSave={() => attempt(`${kept.name} was not saved`, save(kept))}
            onDelete={() => remove(kept)}
          />
        ))}
        {damaged.map(({ id, message }) => (
          <li key={id} className={styles['kept']}>
            <p>An agent was kept here that cannot be read any more: {message}.</p>
            <Button
              look="outlined"
              onClick={() => attempt('It was not cleared away', shelf.delete(id))}
            >
              Clear it away
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles['tools']}>
        <Button look="outlined" onClick={() => file.current?.click()}>
          <Icon name="upload" /> Open an agent or a model
        </Button>
        <FileInput
          ref={file}
          accept=".agent,.json,.bin,.zip"
          multiple
          label="An agent’s file, or the files of a model"
          onChoose={(chosen) => void open(chosen)}
        />
      </div>
      <p className={styles['hint']}>
        An .agent file, or a TensorFlow.js model: its model.json and weights together, or a zip.
      </p>
      <div role="status">
        {deleted && (
          <p className={styles['deleted']}>
            {deleted.name} was deleted.
            <Button look="outlined" onClick={() => bringBack(deleted)}>
              Undo
            </Button>
          </p>
        )}
      </div>
      {models.dialog}
      {playing && (
        <Later part={playPart} props={{ kept: playing, onClose: () => setPlaying(null) }} />
      )}
      {challenged && (
        <Later
          part={gamePart}
          props={{
            name: challenged.name,
            individual: challenged.individual,
            onClose: () => setChallenged(null),
          }}
        />
      )}
      {problem !== null && (
        <p role="alert" className={styles['wrong']}>
          {problem}
        </p>
      )}
    </section>
  );
}
