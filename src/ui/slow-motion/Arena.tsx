import type { CSSProperties } from 'react';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { generationNumber } from '#core/generation-number.ts';
import { type Birth, NO_MUTATION } from '#core/lineage.ts';
import type { Contest, Moment, SelectionStory, StoryPart } from '#store/history/selection-story.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { InlineGlyph } from '../genealogy/Glyph.tsx';
import { viridisCss } from '../genealogy/viridis.ts';
import { useEnvironment } from '../shell/lab-context.ts';
import styles from './SlowMotion.module.css';

/** Population, tournament and next generation, side by side, as they are at one moment. */
export function Arena({
  story,
  moment,
  part,
  algorithm,
}: {
  readonly story: SelectionStory;
  readonly moment: Moment;
  readonly part: StoryPart;
  readonly algorithm: AlgorithmDeclaration | undefined;
}) {
  const { population, elite, contests } = story;
  const [worst, best] = useEnvironment()?.returnRange ?? [0, 1];
  const share = (slot: number) => {
    const fitness = population[slot]?.fitness ?? Number.NaN;
    return Number.isNaN(fitness) ? 0 : Math.min(1, Math.max(0, (fitness - worst) / (best - worst)));
  };
  const current = 'contest' in moment ? contests[moment.contest] : undefined;
  const drawn = new Set(current?.drawn ?? (moment.kind === 'elite' ? [elite?.slot] : []));
  const crowded = population.length > 16;
  return (
    <div className={styles['arena']} data-crowded={crowded}>
      <section
        aria-label={`Generation ${generationNumber(story.generation)}`}
        className={styles['side']}
      >
        <h3>Generation {generationNumber(story.generation)}</h3>
        <ol className={styles['chips']}>
          {population.map(({ slot, agent, fitness }) => (
            <li
              key={slot}
              className={styles['chip']}
              data-drawn={drawn.has(slot)}
              title={`Agent ${agent}, fitness ${shortNumber(fitness)}`}
            >
              <span className={styles['swatch']} style={{ background: viridisCss(share(slot)) }} />
              <strong>{agent}</strong>
              <span className={crowded ? 'visually-hidden' : undefined}>
                {Number.isNaN(fitness) ? 'diverged' : shortNumber(fitness)}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section aria-label="Tournament" className={styles['ring']}>
        {current && 'contest' in moment ? (
          <Ring
            key={moment.contest}
            story={story}
            contest={current}
            moment={moment}
            share={share}
            algorithm={algorithm}
          />
        ) : (
          <p className={styles['aside']}>{captionOf(moment, story)}</p>
        )}
      </section>
      <section
        aria-label={`Generation ${generationNumber(story.generation + 1)}`}
        className={styles['side']}
      >
        <h3>Generation {generationNumber(story.generation + 1)}</h3>
        <ol className={styles['chips']}>
          {elite && (
            <Place
              agent={elite.child?.id ?? population[elite.slot]?.agent ?? -1}
              birth={elite.child}
              elite
              filled={moment.kind !== 'population'}
              algorithm={algorithm}
              crowded={crowded}
            />
          )}
          {contests.map(({ child }, i) => (
            <Place
              key={child.id}
              agent={child.id}
              birth={part !== 'select' && isMutated(moment, i) ? child : null}
              filled={isBorn(moment, i)}
              algorithm={algorithm}
              crowded={crowded}
              delay={moment.kind === 'rest' ? Math.min(1200, (i - moment.from) * 40) : 0}
            />
          ))}
        </ol>
      </section>
    </div>
  );
}

/** The drawn agents, and what becomes of the winner. */
function Ring({
  story,
  contest,
  moment,
  share,
  algorithm,
}: {
  readonly story: SelectionStory;
  readonly contest: Contest;
  readonly moment: Moment & { readonly contest: number };
  readonly share: (slot: number) => number;
  readonly algorithm: AlgorithmDeclaration | undefined;
}) {
  const compared = moment.kind !== 'draw';
  const winnerAt = contest.drawn.indexOf(contest.winner);
  const { mutation } = contest.child;
  return (
    <>
      <ol className={styles['cards']}>
        {contest.drawn.map((slot, i) => (
          <li
            // One agent may be drawn twice.
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in the draw is what it is.
            key={i}
            className={styles['card']}
            style={{ '--delay': `${i * 220}ms` } as CSSProperties}
            data-state={!compared ? 'drawn' : i === winnerAt ? 'won' : 'lost'}
          >
            <small>agent</small>
            <strong>{story.population[slot]?.agent}</strong>
            <span className={styles['bar']}>
              <span
                style={{
                  width: compared ? `${Math.max(2, share(slot) * 100)}%` : 0,
                  background: viridisCss(share(slot)),
                }}
              />
            </span>
            <span className={styles['figure']}>
              {compared ? shortNumber(story.population[slot]?.fitness ?? Number.NaN) : ' '}
            </span>
          </li>
        ))}
      </ol>
      {(moment.kind === 'copy' || moment.kind === 'mutate') && (
        <div className={styles['child']} data-state={moment.kind}>
          <small>offspring</small>
          <strong>{contest.child.id}</strong>
          {moment.kind === 'mutate' && (
            <span className={styles['stamp']}>
              <InlineGlyph family={mutation.family} size={18} />
              {mutationLabel(mutation, algorithm).words || 'no mutation'}
            </span>
          )}
        </div>
      )}
    </>
  );
}

/** A place in the next generation: empty, then taken, then marked with the mutation. */
function Place({
  agent,
  birth,
  elite = false,
  filled,
  algorithm,
  crowded,
  delay = 0,
}: {
  readonly agent: number;
  readonly birth: Birth | null;
  readonly elite?: boolean;
  readonly filled: boolean;
  readonly algorithm: AlgorithmDeclaration | undefined;
  readonly crowded: boolean;
  readonly delay?: number;
}) {
  const { family } = birth?.mutation ?? NO_MUTATION;
  const label = birth ? mutationLabel(birth.mutation, algorithm).short : '';
  return (
    <li
      className={styles['chip']}
      data-place={filled ? 'taken' : 'free'}
      style={{ '--delay': `${delay}ms` } as CSSProperties}
    >
      {filled && (
        <>
          {elite && !birth ? (
            <span title="elite, passed on" aria-hidden="true">
              ☆
            </span>
          ) : (
            <InlineGlyph family={family} size={9} />
          )}
          <strong>{agent}</strong>
          <span className={crowded ? 'visually-hidden' : undefined}>
            {elite && !birth ? 'elite' : label}
          </span>
        </>
      )}
    </li>
  );
}

function isBorn(moment: Moment, contest: number): boolean {
  switch (moment.kind) {
    case 'population':
    case 'elite':
      return false;
    case 'draw':
    case 'compare':
      return contest < moment.contest;
    case 'copy':
    case 'mutate':
      return contest <= moment.contest;
    case 'rest':
    case 'chosen':
    case 'done':
      return true;
    default:
      return moment satisfies never;
  }
}

const isMutated = (moment: Moment, contest: number) =>
  isBorn(moment, contest) && !(moment.kind === 'copy' && contest === moment.contest);

function captionOf(moment: Moment, { contests, elite, population }: SelectionStory): string {
  switch (moment.kind) {
    case 'population':
      return 'Everyone has been tested';
    case 'elite':
      return `☆ agent ${population[elite?.slot ?? 0]?.agent} is passed on`;
    case 'rest':
      return `${contests.length - moment.from} more tournaments`;
    case 'chosen':
      return 'All parents are chosen';
    default:
      return 'The next generation stands';
  }
}
