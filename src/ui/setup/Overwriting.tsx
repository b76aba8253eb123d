import { counted } from '#core/counted.ts';
import type { Field } from '#core/field.ts';
import { lowerFirst } from '#core/lower-first.ts';
import { overwritesEvolved, rangeTowards } from '#store/set-up/overwriting.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';
import type { Held } from './use-overwriting.ts';

/** Says what a held value would overwrite, and offers to set it, to move the range alone, or to leave it. */
export function Overwriting({
  id,
  field,
  held,
  onSet,
  onDone,
}: {
  /** Id of the input, to which the focus goes back. */
  readonly id: string;
  readonly field: Field;
  readonly held: Held | null;
  readonly onSet: (path: string, value: unknown) => void;
  readonly onDone: () => void;
}) {
  const lab = useLab();
  const { path, label } = field;
  const overwrites = useLabState((state) => overwritesEvolved(state, field));
  const config = useLabState((state) => state.config);
  if (!config || (!held && !overwrites)) return null;
  if (!held)
    return (
      <div>
        <p role="status" />
      </div>
    );
  const { value } = held;
  const range = overwrites ? rangeTowards(config, field, value) : null;
  const done = (act?: () => void) => () => {
    act?.();
    onDone();
    document.getElementById(id)?.focus();
  };
  const bounds = range && [path.replace(/value$/, 'min'), path.replace(/value$/, 'max')];
  return (
    <div className={styles['moved']}>
      <p role="status">
        {overwrites
          ? `${shortNumber(value)} overwrites the ${lowerFirst(label)} of all ${counted(config.populationSize, 'agent')}.`
          : `${shortNumber(value)} is not set yet.`}
        {bounds &&
          ` The range alone, moved to ${bounds.map((at) => shortNumber(range[at] ?? Number.NaN)).join(' … ')}, leaves them as they are, and mutations lead there.`}
      </p>
      <div className={styles['choice']}>
        <button type="button" onClick={done(() => onSet(path, value))}>
          Set it
        </button>
        {range && (
          <button type="button" onClick={done(() => lab.setFields(range))}>
            Move the range alone
          </button>
        )}
        <button type="button" onClick={done()}>
          Leave it
        </button>
      </div>
    </div>
  );
}
