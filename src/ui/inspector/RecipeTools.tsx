import { lazy, Suspense, useRef, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import type { Cell, History } from '#store/history/history.ts';
import { readRecipe, recipeOf, writeRecipe } from '#store/history/recipe-file.ts';
import { startReplay } from '#store/lab/replaying.ts';
import { Button } from '../parts/Button.tsx';
import { BY_HAND, copyText } from '../parts/copy-text.ts';
import { download } from '../parts/download.ts';
import { FileInput } from '../parts/FileInput.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Menu } from '../parts/Menu.tsx';
import { useAlgorithm, useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';

const CopyField = lazy(async () => ({
  default: (await import('../parts/CopyField.tsx')).CopyField,
}));

/** Actions on a recipe: let one agent live it again, copy it, save it, open another. */
export function RecipeTools({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const lab = useLab();
  const config = useLabState((state) => state.config);
  const edits = useLabState((state) => state.edits.length);
  const branched = useLabState(({ origin }) =>
    origin?.kind === 'branch' ? origin.generation : null,
  );
  const training = useAlgorithm()?.training;
  const file = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const [byHand, setByHand] = useState<string | null>(null);
  if (!config) return null;

  const make = () => recipeOf(history, config, cell.generation, cell.slot);
  const replay = () => {
    const problem = startReplay(lab, make(), lab.store.getState().runId);
    if (problem !== null) setWords(`It cannot be replayed. ${problem}`);
  };
  const copy = async () => {
    const text = writeRecipe(make());
    const isCopied = await copyText(text);
    setByHand(isCopied ? null : text);
    setWords(isCopied ? 'Copied.' : BY_HAND);
  };
  const save = () => {
    const name = `recipe-agent-${cell.agent}-generation-${generationNumber(cell.generation)}.json`;
    download(new Blob([writeRecipe(make())], { type: 'application/json' }), name);
    setWords(`Saved as ${name}.`);
  };
  const open = async (chosen: File) => {
    const { catalog } = lab.store.getState();
    if (!catalog) return;
    const read = readRecipe(await chosen.text(), catalog);
    const problem = read.ok ? startReplay(lab, read.recipe, null) : read.message;
    if (problem !== null) setWords(`${chosen.name} cannot be opened. ${problem}`);
  };
  return (
    <>
      <div className={styles['tools']}>
        <Button look="outlined" onClick={replay}>
          <Icon name="again" /> Replay with one agent
        </Button>
        <Menu
          label="More for recipes"
          icon="more"
          items={[
            { label: 'Copy as JSON', onChoose: copy },
            { label: 'Download as JSON', onChoose: save },
            { label: 'Open a recipe…', onChoose: () => file.current?.click() },
          ]}
        />
        <FileInput
          ref={file}
          accept=".json,application/json"
          label="A recipe"
          onChoose={([chosen]) => chosen && void open(chosen)}
        />
      </div>
      {byHand !== null && (
        <Suspense>
          <CopyField label="The recipe" text={byHand} />
        </Suspense>
      )}
      <p role="status" className={styles['caution']}>
        {words ||
          [
            training === 'off-policy'
              ? 'Replayed, one agent learns from its own experience alone; here the whole population filled the replay buffer.'
              : 'Replayed under the same settings, it gives the same, bit for bit.',
            edits > 0 ? 'Settings that were changed while it ran hold from the start.' : '',
            branched !== null && cell.generation >= branched
              ? `The settings since generation ${generationNumber(branched)} hold from the start.`
              : '',
          ]
            .filter(Boolean)
            .join(' ')}
      </p>
    </>
  );
}
