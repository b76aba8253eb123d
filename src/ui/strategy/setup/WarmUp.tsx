import { useId } from 'react';
import { intervalsOf, type StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { TeamConfig } from '#core/strategy/team.ts';
import { readNumber } from '#store/set-up/typed-number.ts';
import { withTeam } from '#store/strategy/rows.ts';
import { TextField } from '../../setup/TextField.tsx';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import styles from './RowList.module.css';

/** Of a controller that remembers experiences: after how many it begins to learn. */
export function WarmUp({ team, at }: { readonly team: TeamConfig; readonly at: number }) {
  const lab = useStrategy();
  const id = useId();
  const own = useStrategyState(
    ({ catalog }) => catalog?.controllers.find((each) => each.id === team.controller)?.warmUp,
  );
  const found = useStrategyState(({ draft }) => (draft ? experiencesOf(draft, team.name) : 0));
  const invalid = useStrategyState(({ problems }) =>
    problems.some(({ path }) => path === `teams.${at}.warmUp`),
  );
  if (own === undefined) return null;
  const warmUp = team.warmUp ?? own;
  return (
    <div className={styles['turn']}>
      <div className={styles['line']}>
        <label htmlFor={id}>They learn from … experiences on</label>
        <TextField
          id={id}
          text={String(warmUp)}
          invalid={invalid}
          describedBy={`${id}-words`}
          inputMode="numeric"
          read={(text) => readNumber(text, true)}
          // A text that is no number stays until it is corrected: the parser reports it.
          onCommit={(typed) =>
            lab.change(`team ${at}`, (config) => withTeam(config, at, { warmUp: typed as number }))
          }
        />
      </div>
      <p id={`${id}-words`} className={styles['source']}>
        Until then chance decides; from then on each batch is drawn from what there is. An interval
        of a row is one experience: this run has {found} in all
        {warmUp > found && ', so here they would never learn'}. Over many runs {own} serve this
        controller well; in one there is no time to wait for many.
      </p>
    </div>
  );
}

/** How many a run brings: one an interval and row. */
const experiencesOf = ({ rows, training }: StrategyConfig, team: string): number =>
  intervalsOf(training) *
  rows.filter(({ steering }) => steering.kind === 'team' && steering.team === team).length;
