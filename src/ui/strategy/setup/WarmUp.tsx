import { useId } from 'react';
import { intervalsOf, type StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { TeamConfig } from '#core/strategy/team.ts';
import { withTeam } from '#store/strategy/rows.ts';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import { NumberLine } from './NumberLine.tsx';
import styles from './RowList.module.css';

/** Field for the number of experiences after which a controller that remembers them begins to learn. */
export function WarmUp({ team, at }: { readonly team: TeamConfig; readonly at: number }) {
  const lab = useStrategy();
  const id = useId();
  const controller = useStrategyState(({ catalog }) =>
    catalog?.controllers.find((each) => each.id === team.controller),
  );
  const found = useStrategyState(({ draft }) => (draft ? experiencesOf(draft, team.name) : 0));
  const invalid = useStrategyState(({ problems }) =>
    problems.some(({ path }) => path === `teams.${at}.warmUp`),
  );
  if (controller?.warmUp === undefined) return null;
  const { warmUp: own, reach = 1 } = controller;
  const warmUp = team.warmUp ?? own;
  return (
    <div className={styles['turn']}>
      <NumberLine
        label="They learn from … experiences on"
        value={warmUp}
        invalid={invalid}
        describedBy={id}
        onSet={(typed) =>
          lab.change(`team ${at}`, (config) => withTeam(config, at, { warmUp: typed }))
        }
      />
      <p id={id} className={styles['source']}>
        Until then chance decides; from then on each batch is drawn from what there is. An interval
        of a row is one experience
        {reach > 1 && `, known once the rewards of ${reach} intervals are`}: this run has {found} in
        all{warmUp > found && ', so here they would never learn'}. Over many runs {own} serve this
        controller well; in one there is no time to wait for many.
      </p>
    </div>
  );
}

/** Number of experiences that a run brings: one an interval and row. */
const experiencesOf = ({ rows, training }: StrategyConfig, team: string): number =>
  intervalsOf(training) *
  rows.filter(({ steering }) => steering.kind === 'team' && steering.team === team).length;
