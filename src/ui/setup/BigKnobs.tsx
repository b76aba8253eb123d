import { counted } from '#core/counted.ts';
import type { Field } from '#core/field.ts';
import { movedAlong } from '#core/moved-along.ts';
import type { RunConfig } from '#core/run-config.ts';
import { getAt } from '#store/set-up/configuration.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { Access } from '../shell/Access.tsx';
import { useLab } from '../shell/lab-context.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { Overwriting } from './Overwriting.tsx';
import { PairPicker } from './PairPicker.tsx';
import { RevertDot } from './RevertDot.tsx';
import styles from './Setup.module.css';
import { useOverwriting } from './use-overwriting.ts';

/** Sizes that the large knob offers; the field itself takes any. */
const SIZES = [2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];

/** The first things to play with: in which world, by which rule, how many agents, and how much they explore. */
export function BigKnobs({
  draft,
  fields,
}: {
  readonly draft: RunConfig;
  readonly fields: readonly Field[];
}) {
  const lab = useLab();
  const exploration = fields.find((field) => field.exploration);
  const commit = (path: string, next: unknown) => lab.setFields({ [path]: next });
  const { held, set, forget } = useOverwriting(exploration, commit);
  const fieldAt = (path: string) => fields.find((field) => field.path === path);
  const nearest = SIZES.reduce((best, size, i) => {
    const before = Math.abs((SIZES[best] ?? 0) - draft.populationSize);
    return Math.abs(size - draft.populationSize) < before ? i : best;
  }, 0);
  const value = held?.value ?? (exploration && getAt(draft, exploration.path));
  const explored = typeof value === 'number' ? value : 0;
  const agents =
    typeof draft.populationSize === 'number' ? counted(draft.populationSize, 'agent') : 'no number';
  return (
    <div className={styles['knobs']}>
      <PairPicker draft={draft} />
      <Access names={['population', 'populationSize']}>
        <div className={styles['knob']}>
          <label htmlFor="knob-population">Population</label>
          <RevertDot field={{ path: 'populationSize' }} label="Population" />
          <output htmlFor="knob-population">{agents}</output>
          <input
            id="knob-population"
            type="range"
            min={0}
            max={SIZES.length - 1}
            step={1}
            value={nearest}
            aria-valuetext={agents}
            onChange={(event) => {
              const size = SIZES[Number(event.target.value)];
              if (size !== undefined)
                lab.setFields({
                  populationSize: size,
                  ...movedAlong(draft, 'populationSize', size, fields),
                });
            }}
          />
          <FieldProblem
            path="populationSize"
            label="Population"
            field={fieldAt('populationSize')}
          />
        </div>
      </Access>
      {exploration && (exploration.kind === 'real' || exploration.kind === 'integer') && (
        <Access names={[exploration.group, exploration.path]}>
          <div className={styles['knob']}>
            <label htmlFor="knob-exploration">{exploration.label}</label>
            <RevertDot field={exploration} label={exploration.label} onRevert={set} />
            <output htmlFor="knob-exploration">
              {typeof value === 'number' ? shortNumber(value) : 'no number'}
            </output>
            <input
              id="knob-exploration"
              type="range"
              min={exploration.lowest}
              max={exploration.highest}
              step={exploration.kind === 'integer' ? 1 : 0.005}
              value={explored}
              title={exploration.explanation}
              onChange={(event) => set(Number(event.target.value))}
            />
            <FieldProblem path={exploration.path} label={exploration.label} field={exploration} />
            <Overwriting
              id="knob-exploration"
              field={exploration}
              held={held}
              onSet={commit}
              onDone={forget}
            />
          </div>
        </Access>
      )}
    </div>
  );
}
