import type { Ref } from 'react';
import { NO_MUTATION } from '#core/lineage.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { FAMILY_WORDS, shortNumber } from '#store/words/mutation-words.ts';
import { InlineGlyph } from '../genealogy/Glyph.tsx';
import { viridisCss } from '../genealogy/viridis.ts';
import { offspring, type RecordedRun } from './recorded-run.ts';
import styles from './Theatre.module.css';

/** One agent at its task: who it is, what it was born with, how it fares, and what becomes of it. */
export function Tile({
  ref,
  run: { recording, history },
  generation,
  slot,
  selecting,
}: {
  readonly ref: Ref<HTMLElement>;
  readonly run: RecordedRun;
  readonly generation: number;
  readonly slot: number;
  /** True when fitness is known and parents are being chosen. */
  readonly selecting: boolean;
}) {
  const cell = history.cell(generation, slot);
  const mutation = history.birth(cell.agent)?.mutation ?? NO_MUTATION;
  const label = mutationLabel(mutation, recording.algorithm);
  const [worst, best] = recording.environment.returnRange;
  const share = (cell.fitness - worst) / (best - worst);
  const children = offspring(history, generation)[slot] ?? 0;
  const last = generation === history.generations - 1;
  const { champion } = recording;
  const isChampion = generation === champion.generation && cell.agent === champion.agent;
  const fate = isChampion ? 'champion' : last ? '' : children === 0 ? 'dies out' : fateOf(children);
  return (
    <figure
      ref={ref}
      className={styles['tile']}
      data-fate={
        selecting
          ? last
            ? isChampion
              ? 'lives'
              : 'rests'
            : children > 0
              ? 'lives'
              : 'dies'
          : 'plays'
      }
    >
      <figcaption>
        <strong>{cell.agent}</strong>
        {cell.isNew && mutation.family !== 'none' && (
          <span className={styles['born']} title={`${FAMILY_WORDS[mutation.family]} mutation`}>
            <InlineGlyph family={mutation.family} size={9} />
            <span className={styles['words']}>{selecting ? label.short : label.words}</span>
            <span className={styles['short']}>{label.short}</span>
          </span>
        )}
        {selecting && (
          <span className={styles['fate']}>
            <span>{fate}</span> <strong>{shortNumber(cell.fitness)}</strong>
          </span>
        )}
      </figcaption>
      <canvas role="img" aria-label={`Agent ${cell.agent} balancing a pole`} />
      <div className={styles['bar']}>
        <span style={{ background: viridisCss(share) }} />
      </div>
    </figure>
  );
}

const fateOf = (children: number) => (children === 1 ? 'lives on' : `${children} offspring`);
