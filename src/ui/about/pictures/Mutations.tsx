import type { ReactNode } from 'react';
import type { Birth, Change, Family, Mutation } from '#core/lineage.ts';
import { applyChanges, layerDifferences, shapeOf } from '#store/history/network-shape.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { InlineGlyph } from '../../genealogy/Glyph.tsx';
import type { RecordedRun } from '../../landing/recorded-run.ts';
import { ActivationPicture } from './ActivationPicture.tsx';
import { LayersPicture } from './LayersPicture.tsx';
import styles from './Pictures.module.css';
import { WeightsPicture } from './WeightsPicture.tsx';

const WORDS: Readonly<Record<Exclude<Family, 'none'>, readonly [title: string, words: string]>> = {
  architecture: ['Architecture', 'A layer or some units more or fewer. What both have is kept.'],
  parameters: ['Weights', 'Some weights are nudged at random; the rest stay.'],
  activation: ['Activation', 'Another function between the layers.'],
  hyperparameter: ['Hyperparameter', 'One setting of learning grows or shrinks, within its range.'],
};

/** Mutation that is shown where a recorded run has none. */
const EXAMPLE: Mutation = {
  family: 'activation',
  method: 'elu',
  changes: [{ path: 'activation', from: 'relu', to: 'elu' }],
};

/** A mutation of each kind, before and after. */
export function Mutations({ run }: { readonly run: RecordedRun }) {
  const births = run.recording.generations.flatMap((generation) => generation.births);
  const tested = births.filter(({ generation }) => generation < run.history.generations);
  const first = (family: Family) => tested.find(({ mutation }) => mutation.family === family);
  return (
    <ul className={styles['mutations']}>
      <Kind run={run} birth={first('hyperparameter')} family="hyperparameter">
        {(birth) => <RangePicture run={run} change={birth.mutation.changes[0]} />}
      </Kind>
      <Kind run={run} birth={first('architecture')} family="architecture">
        {(birth) => <Architecture run={run} birth={birth} />}
      </Kind>
      <Kind run={run} birth={first('parameters')} family="parameters">
        {() => <WeightsPicture />}
      </Kind>
      <Kind
        run={run}
        birth={first('activation') ?? { id: -1, parent: null, generation: 0, mutation: EXAMPLE }}
        family="activation"
      >
        {({ mutation: { changes } }) => (
          <ActivationPicture
            from={String(changes[0]?.from ?? 'relu')}
            to={String(changes[0]?.to ?? 'elu')}
          />
        )}
      </Kind>
    </ul>
  );
}

function Kind({
  run,
  birth,
  family,
  children,
}: {
  readonly run: RecordedRun;
  readonly birth: Birth | undefined;
  readonly family: Exclude<Family, 'none'>;
  readonly children: (birth: Birth) => ReactNode;
}) {
  if (!birth) return null;
  const [title, words] = WORDS[family];
  return (
    <li>
      <h3>
        <InlineGlyph family={family} size={13} /> {title}
      </h3>
      {children(birth)}
      <p>
        <strong>{mutationLabel(birth.mutation, run.recording.algorithm).words}</strong>
        {birth.id >= 0 ? `, agent ${birth.id}` : ', for example'}. {words}
      </p>
    </li>
  );
}

function Architecture({ run, birth }: { readonly run: RecordedRun; readonly birth: Birth }) {
  const { recording, history } = run;
  const policy = recording.algorithm.networks.find(({ role }) => role === 'policy')?.name ?? '';
  const slot = history.slotOf(birth.generation, birth.id);
  if (slot < 0) return null;
  const cell = history.cell(birth.generation, slot);
  const now = shapeOf(history, cell, policy, recording.config.network);
  const before = applyChanges(now, birth.mutation.changes, policy, 'backwards');
  const inputs = recording.environment.observationLabels.length;
  const outputs = Math.max(1, recording.environment.actionLabels.length);
  return <LayersPicture layers={layerDifferences(now, before, inputs, outputs)} />;
}

/** A hyperparameter within its range, on its own scale, before and after. */
function RangePicture({
  run: { recording },
  change,
}: {
  readonly run: RecordedRun;
  readonly change: Change | undefined;
}) {
  const declared = recording.algorithm.hyperparameters.find(({ name }) => name === change?.path);
  const range = declared && recording.config.hyperparameters[declared.name];
  if (!declared || !range || typeof change?.from !== 'number' || typeof change.to !== 'number')
    return null;
  const scale = declared.scale === 'log' ? Math.log : (value: number) => value;
  const [low, high] = [scale(range.min), scale(range.max)];
  const x = (value: number) => 20 + (180 * (scale(value) - low)) / (high - low || 1);
  return (
    <svg viewBox="0 0 220 96" aria-hidden="true" className={styles['picture']}>
      <line x1={20} x2={200} y1={56} y2={56} stroke="var(--line-strong)" strokeWidth={4} />
      <circle cx={x(change.from)} cy={56} r={7} fill="none" stroke="var(--text-faint)" />
      <circle cx={x(change.to)} cy={56} r={7} fill="var(--family-hyperparameter)" />
      <path
        d={`M${x(change.from)} 44Q${(x(change.from) + x(change.to)) / 2} 14 ${x(change.to)} 44`}
        fill="none"
        stroke="var(--text)"
        strokeWidth={1.5}
      />
      <text x={20} y={84}>
        {shortNumber(range.min)}
      </text>
      <text x={200} y={84} textAnchor="end">
        {shortNumber(range.max)}
      </text>
      <text x={110} y={84} textAnchor="middle">
        {declared.label}
      </text>
    </svg>
  );
}
