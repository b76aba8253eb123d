import { useState } from 'react';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { generationIndex, generationNumber } from '#core/generation-number.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import type { History } from '#store/history/history.ts';
import { describeMutation, individualOf, shortNumber } from '#store/words/mutation-words.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useFocusCell } from '../shell/focus-cell.ts';
import { useRunView } from '../shell/lab-context.ts';
import styles from './Genealogy.module.css';

/** One generation, the fittest first. */
export function GenealogyTable({
  history,
  algorithm,
}: {
  readonly history: History;
  readonly algorithm: AlgorithmDeclaration | undefined;
}) {
  const lab = useRunView();
  const focus = useFocusCell();
  const { One } = individualOf(algorithm);
  const [chosen, setChosen] = useState<number | null>(null);
  const last = history.generations - 1;
  const generation = Math.min(last, chosen ?? last);
  return (
    <div className={styles['table']}>
      <label className={styles['colouring']}>
        Generation
        <input
          type="number"
          min={1}
          max={generationNumber(last)}
          value={generationNumber(generation)}
          onChange={(event) =>
            setChosen(
              Math.min(last, Math.max(0, generationIndex(Math.round(Number(event.target.value))))),
            )
          }
        />
        of {generationNumber(last)}
      </label>
      <DataTable
        caption={`${One}s of generation ${generationNumber(generation)}`}
        head={[One, 'Parent', 'Fitness', 'Mutation']}
        rows={history.ranked(generation).map((cell) => {
          const birth = history.birth(cell.agent);
          const parent =
            cell.parentSlot < 0
              ? 'founder'
              : cell.isNew
                ? String(birth?.parent ?? '–')
                : cell.isElite
                  ? 'elite, passed on'
                  : 'trained on';
          return {
            key: String(cell.agent),
            selected: cell.agent === focus?.agent && cell.generation === focus.generation,
            onChoose: () => lab.select({ generation, agent: cell.agent }),
            cells: [
              String(cell.agent),
              parent,
              cell.diverged ? 'diverged' : shortNumber(cell.fitness),
              cell.isNew ? describeMutation(birth?.mutation ?? NO_MUTATION, algorithm) : '',
            ],
          };
        })}
      />
    </div>
  );
}
