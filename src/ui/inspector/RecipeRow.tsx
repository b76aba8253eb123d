import { generationNumber } from '#core/generation-number.ts';
import type { Family } from '#core/lineage.ts';
import { signedNumber } from '#core/short-number.ts';
import { firstOf, lastOf, type RecipeRun, type RecipeStep } from '#store/history/recipe.ts';
import type { HandSet } from '#store/words/edit-words.ts';
import { describeMutation } from '#store/words/mutation-words.ts';
import { InlineGlyph } from '../genealogy/Glyph.tsx';
import { MarkSign } from '../genealogy/TimeMarks.tsx';
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
          words={`${run.steps.length} mutations: ${words}`}
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

/** A value that a person gave to all agents alive while the lineage lived. */
export const HandRow = ({ set: { generation, words } }: { readonly set: HandSet }) => (
  <div className={styles['row']}>
    <When text={String(generationNumber(generation))} />
    <svg width="12" height="12" aria-hidden="true">
      <MarkSign kind="edited" x={6} y={6} />
    </svg>
    <span className={styles['what']}>{words}</span>
  </div>
);

const When = ({ text }: { readonly text: string }) => (
  <span className={styles['when']}>
    <span className="visually-hidden">generation </span>
    {text}
  </span>
);

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
      <When text={when} />
      <InlineGlyph family={family} />
      <span className={styles['what']}>{words}</span>
      <span className={styles['gain']}>
        {!Number.isNaN(gain) && (
          <>
            <span className="visually-hidden">, fitness </span>
            {signedNumber(gain, '±0')}
          </>
        )}
      </span>
    </>
  );
}
