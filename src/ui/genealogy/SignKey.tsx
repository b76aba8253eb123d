import type { ReactNode } from 'react';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { FAMILIES, type Mutation } from '#core/lineage.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { FAMILY_WORDS } from '#store/words/mutation-words.ts';
import { Terms } from '../about/Term.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import styles from './Genealogy.module.css';
import { InlineGlyph, InlineStar } from './Glyph.tsx';

const LAYERS: readonly Mutation[] = [
  { path: 'head.hidden[0]', from: 64, to: 80 },
  { path: 'head.hidden[1]', from: null, to: 64 },
  { path: 'latent', from: 24, to: 16 },
].map((change) => ({ family: 'architecture', method: '', changes: [change] }));
const WEIGHTS: Mutation = { family: 'parameters', method: '', changes: [] };

/** All signs and short words of the genealogy, and what each means. */
export function SignKey({
  algorithm,
  onClose,
}: {
  readonly algorithm: AlgorithmDeclaration | undefined;
  readonly onClose: () => void;
}) {
  const settings = (algorithm?.hyperparameters ?? [])
    .filter(({ range }) => range.evolves)
    .map(({ name, kind, initial, range }): Mutation => {
      const grown = initial * range.grow;
      const to = kind === 'integer' ? Math.max(initial + 1, Math.round(grown)) : grown;
      const changes = [{ path: name, from: initial, to }];
      return { family: 'hyperparameter', method: name, changes };
    });
  return (
    <Dialog title="What the signs mean" onClose={onClose}>
      <dl className={styles['signs']}>
        {FAMILIES.map((family) => (
          <Sign key={family} sign={<InlineGlyph family={family} size={14} />}>
            {family === 'none'
              ? 'An offspring without a mutation: a copy of its parent, trained on.'
              : `An offspring born with a mutation of its ${FAMILY_WORDS[family]}.`}
          </Sign>
        ))}
        <Sign sign={<InlineStar size={14} />}>
          The elite: the best of the generation stays, unchanged and under its own number.
        </Sign>
        <Sign sign="37">A number is an agent, for as long as the run lasts.</Sign>
        <Sign sign="3×">So many mutations of one kind lie too close to be told one by one.</Sign>
        <Sign sign={<Line width={3} />}>
          The bold line leads from its founder to the best of the generation, once the run has ended
          to the champion; or to the one that you choose.
        </Sign>
        <Sign sign={<Line width={1.6} dash="1 3.5" />}>
          The dotted line: how the lineage goes on after the chosen agent.
        </Sign>
        <Sign sign={<Line width={1.5} colour="var(--family-hyperparameter)" />}>
          Other lines lead from parents to children, in the colour of the mutation.
        </Sign>
        <Sign sign={<Ring />}>The chosen agent; with a broken ring, the one set beside it.</Sign>
      </dl>
      <h3 className={styles['signsHead']}>Words that are shortened where there is little room</h3>
      <dl className={styles['signs']}>
        {[...settings, ...LAYERS, WEIGHTS].map((mutation, i) => {
          const { words, short } = mutationLabel(mutation, algorithm);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes.
            <Sign key={i} sign={short} isWords>
              {words}
            </Sign>
          );
        })}
      </dl>
    </Dialog>
  );
}

function Sign({
  sign,
  isWords = false,
  children,
}: {
  readonly sign: ReactNode;
  readonly isWords?: boolean;
  readonly children: string;
}) {
  return (
    <div data-words={isWords}>
      <dt>{sign}</dt>
      <dd>{isWords ? children : <Terms text={children} />}</dd>
    </div>
  );
}

const Line = ({
  width,
  dash,
  colour = 'var(--text)',
}: {
  readonly width: number;
  readonly dash?: string;
  readonly colour?: string;
}) => (
  <svg width="30" height="10" aria-hidden="true">
    <line x2="30" y1="5" y2="5" stroke={colour} strokeWidth={width} strokeDasharray={dash} />
  </svg>
);

const Ring = () => (
  <svg width="20" height="20" aria-hidden="true">
    <circle cx="10" cy="10" r="8" fill="none" stroke="var(--text)" strokeWidth="2" />
  </svg>
);
