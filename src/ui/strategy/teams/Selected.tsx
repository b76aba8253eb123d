import { generationNumber } from '#core/generation-number.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import { percent } from '#core/percent.ts';
import type { KeptEvolution } from '#store/strategy/teams/kept-evolutions.ts';
import { describeMutation } from '#store/words/mutation-words.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import wheel from '../wheel/Wheel.module.css';
import styles from './Teams.module.css';
import { fitnessWords } from './team-fitness.ts';

/** Words on how the last generation that is over was judged, which teams were selected, and what mutations changed. */
export function Selected({ shown }: { readonly shown: KeptEvolution }) {
  const last = shown.generations.at(-1);
  if (!last) return null;
  const { agents, tournaments, next, births } = last;
  const number = generationNumber(last.generation);
  const fitnessOf = (id: number) => percent(agents.find((agent) => agent.id === id)?.fitness);
  // The elite, where there is one, comes first and without a tournament.
  const elites = next.length - tournaments.length;
  return (
    <details className={styles['group']} open>
      <summary>Who was selected after generation {number}</summary>
      <p className={wheel['text']}>{fitnessWords(shown.plan)}</p>
      <DataTable
        caption={`Who was selected after generation ${number}`}
        head={['Team', 'How it came to be', 'Fitness of its parent', 'What changed']}
        rows={next.map((id, slot) => {
          const birth = births.find((each) => each.id === id);
          const tournament = tournaments[slot - elites];
          const drawn = (tournament?.drawn ?? []).map((at) => agents[at]?.id);
          const parent = birth?.parent ?? id;
          return {
            key: String(id),
            cells: [
              `Team ${id}`,
              birth === undefined
                ? 'best of its generation, passed on'
                : `child of ${parent}${drawn.length > 0 ? `, which won against ${[...new Set(drawn)].filter((each) => each !== parent).join(', ') || 'itself'}` : ''}`,
              fitnessOf(parent),
              birth === undefined
                ? 'nothing'
                : describeMutation(birth.mutation ?? NO_MUTATION, shown.declaration),
            ],
          };
        })}
      />
    </details>
  );
}
