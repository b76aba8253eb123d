import { generationNumber } from '#core/generation-number.ts';
import type { Family } from '#core/lineage.ts';
import { describeMutation, shortNumber } from '#store/mutation-words.ts';
import { firstOf, lastOf, type RecipeRun, type RecipeStep } from '#store/recipe.ts';
import { InlineGlyph } from '../genealogy/Glyph.tsx';
import { useAlgorithm, useLab } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';

/** One mutation of a recipe; pressing it goes to the agent that was born with it. */
export function StepRow({ step }: { readonly step: RecipeStep }) {
  const lab = useLab();
  const algorithm = useAlgorithm();
  const { generation, agent, mutation, gain } = step;
  return (
    <button
      type="button"
      onClick={() => lab.select({ generation, agent })}
      onPointerEnter={() => lab.hover({ generation, agent })}
      onPointerLeave={() => lab.hover(null)}
    >
      <Figures
        when={String(generationNumber(generation))}
        family={mutation.family}
        words={mutation.family === 'none' ? 'founder' : describeMutation(mutation, algorithm)}
        gain={gain}
      />
    </button>
  );
}

/** Neighbouring mutations of one thing; pressing it shows them one by one. */
export function RunRow({
  run,
  open,
  onToggle,
}: {
  readonly run: RecipeRun;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const algorithm = useAlgorithm();
  const words = describeMutation(run.mutation, algorithm);
  return (
    <>
      <button type="button" aria-expanded={open} onClick={onToggle}>
        <Figures
          when={`${generationNumber(firstOf(run).generation)}–${generationNumber(lastOf(run).generation)}`}
          family={run.mutation.family}
          words={`${run.steps.length} × ${words}`}
          gain={run.gain}
        />
      </button>
      {open && (
        <ol className={styles['steps']}>
          {run.steps.toReversed().map((step) => (
            <li key={step.generation}>
              <StepRow step={step} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Figures({
  when,
  family,
  words,
  gain,
}: {
  readonly when: string;
  readonly family: Family;
  readonly words: string;
  readonly gain: number;
}) {
  return (
    <>
      <span className={styles['when']}>
        <span className="visually-hidden">generation </span>
        {when}
      </span>
      <InlineGlyph family={family} />
      <span className={styles['what']}>{words}</span>
      <span className={styles['gain']}>
        {!Number.isNaN(gain) && (
          <>
            <span className="visually-hidden">, fitness </span>
            {signed(gain)}
          </>
        )}
      </span>
    </>
  );
}

const signed = (value: number) =>
  value === 0 ? '±0' : `${value < 0 ? '−' : '+'}${shortNumber(Math.abs(value))}`;
