import { lazy, Suspense } from 'react';
import type { Cell, History } from '#store/history.ts';
import { describeMutation, shortNumber } from '#store/mutation-words.ts';
import { collapse, recipe } from '#store/recipe.ts';
import { InlineGlyph } from '../genealogy/Glyph.tsx';
import { useAlgorithm, useLab } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';

const RecipeTools = lazy(async () => ({
  default: (await import('./RecipeTools.tsx')).RecipeTools,
}));

/** The mutations from the founder to the agent, the last first. */
export function Recipe({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const lab = useLab();
  const algorithm = useAlgorithm();
  const runs = collapse(recipe(history, cell.generation, cell.slot)).reverse();
  return (
    <section className={styles['card']} aria-label="Recipe">
      <h3>
        Recipe
        <small>from founder to here</small>
      </h3>
      <ol className={styles['recipe']}>
        {runs.map(({ steps }) => {
          const last = steps.at(-1);
          if (!last) return null;
          const words = describeMutation(last.mutation, algorithm);
          return (
            <li key={last.generation}>
              <button
                type="button"
                onClick={() => lab.select({ generation: last.generation, agent: last.agent })}
                onPointerEnter={() => lab.hover({ generation: last.generation, agent: last.agent })}
                onPointerLeave={() => lab.hover(null)}
              >
                <span className={styles['when']}>{last.generation}</span>
                <InlineGlyph family={last.mutation.family} />
                <span className={styles['what']}>
                  {steps.length > 1 && `${steps.length} × `}
                  {last.generation === 0 && last.mutation.family === 'none' ? 'founder' : words}
                </span>
                <span className={styles['gain']}>
                  {Number.isNaN(last.gain)
                    ? ''
                    : `${last.gain < 0 ? '−' : '+'}${shortNumber(Math.abs(last.gain))}`}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <p className={styles['caution']}>
        Differences in fitness hold what training did too, and the luck of few evaluation episodes.
      </p>
      <Suspense>
        <RecipeTools history={history} cell={cell} />
      </Suspense>
    </section>
  );
}
