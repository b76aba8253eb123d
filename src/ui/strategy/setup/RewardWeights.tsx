import { useId } from 'react';
import { REWARD_TERMS, type RewardSettings } from '#core/strategy/reward-settings.ts';
import { readNumber } from '#store/set-up/typed-number.ts';
import { TextField } from '../../setup/TextField.tsx';
import { TERM_WORDS } from '../charts/words.ts';
import styles from './RowList.module.css';

/** Weight of each term of a reward; 0 switches it off. */
export function RewardWeights({
  reward,
  onSet,
}: {
  readonly reward: RewardSettings;
  readonly onSet: (reward: RewardSettings) => void;
}) {
  const id = useId();
  return (
    <fieldset className={styles['seat']}>
      <legend>How much each term counts; 0 switches it off</legend>
      {REWARD_TERMS.map((term) => (
        <div key={term} className={styles['line']}>
          <label htmlFor={`${id}-${term}`}>{TERM_WORDS[term]}</label>
          <TextField
            id={`${id}-${term}`}
            text={String(reward.weights[term])}
            invalid={!(reward.weights[term] >= 0)}
            inputMode="decimal"
            read={(text) => readNumber(text, false)}
            // A text that is no number stays until it is corrected: the parser reports it.
            onCommit={(weight) =>
              onSet({ ...reward, weights: { ...reward.weights, [term]: weight as number } })
            }
          />
        </div>
      ))}
    </fieldset>
  );
}
