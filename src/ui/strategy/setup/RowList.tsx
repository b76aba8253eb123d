import { useId } from 'react';
import { counted } from '#core/counted.ts';
import { handedIntervals, withRowHand } from '#core/strategy/hand.ts';
import {
  intervalsOf,
  type StrategyConfig,
  type StrategyRow,
} from '#core/strategy/strategy-config.ts';
import { MOST_NAME } from '#core/strategy/strategy-fields.ts';
import {
  canAddRow,
  steeredBy,
  withCopiedRow,
  withNewRow,
  withoutIdle,
  withoutRow,
  withRow,
  withTeamSteering,
} from '#store/strategy/rows.ts';
import { withSearchSteering } from '#store/strategy/searches.ts';
import { steeringWords } from '#store/strategy/steering-words.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import setup from '../../setup/Setup.module.css';
import { TextField } from '../../setup/TextField.tsx';
import { RowMark } from '../rows/RowMark.tsx';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import styles from './RowList.module.css';
import { SearchChoice, SearchList } from './Searches.tsx';
import { DrawnSeats, RandomSeats } from './Seats.tsx';
import { TeamChoice, TeamList } from './Teams.tsx';

const KINDS = [
  { value: 'drawn', label: 'Recipe' },
  { value: 'random', label: 'Random' },
  { value: 'team', label: 'Team of agents' },
  { value: 'search', label: 'Search' },
] as const;

/** The classifiers of the set-up, each folded: its name, and what it trains under. */
export function RowList({ draft }: { readonly draft: StrategyConfig }) {
  const lab = useStrategy();
  return (
    <section aria-label="Classifiers" className={styles['list']}>
      <div className={styles['head']}>
        <h3>Classifiers</h3>
        <Button
          disabled={!canAddRow(draft)}
          title={canAddRow(draft) ? undefined : 'There are as many as there can be'}
          onClick={() => lab.change('rows', withNewRow)}
        >
          <Icon name="plus" /> Add
        </Button>
      </div>
      {draft.rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity; its name may be typed twice.
        <Row key={at} row={row} at={at} draft={draft} />
      ))}
      <TeamList teams={draft.teams} />
      <SearchList draft={draft} />
    </section>
  );
}

function Row({
  row,
  at,
  draft,
}: {
  readonly row: StrategyRow;
  readonly at: number;
  readonly draft: StrategyConfig;
}) {
  const lab = useStrategy();
  const id = useId();
  const wrong = useStrategyState(({ problems }) =>
    problems.some(({ path }) => path === `rows.${at}` || path.startsWith(`rows.${at}.`)),
  );
  const problem = useStrategyState(({ problems }) =>
    problems.find(({ path }) => path === `rows.${at}.name`),
  );
  const intervals = intervalsOf(draft.training);
  const rename = (name: string) =>
    lab.change(`name ${at}`, (config) => withRow(config, at, { name }));
  return (
    <details className={styles['row']} data-field={`rows.${at}`}>
      <summary>
        <RowMark row={at} />
        <span className={styles['name']}>
          {at + 1} {row.name}
        </span>
        <span className={wrong ? setup['groupWrong'] : setup['groupSummary']}>
          {wrong ? 'problem' : steeringWords(row.steering)}
        </span>
      </summary>
      <div className={styles['body']}>
        <div className={styles['line']}>
          <label htmlFor={id}>Name</label>
          <TextField
            id={id}
            text={row.name}
            invalid={problem !== undefined}
            describedBy={`${id}-words`}
            inputMode="text"
            read={(text) => text.slice(0, MOST_NAME).trim()}
            onCommit={rename}
          />
        </div>
        <div id={`${id}-words`}>
          {problem && (
            <p role="alert" className={setup['problem']}>
              {problem.message.replace(problem.path, 'The name')}
            </p>
          )}
        </div>
        <Segmented
          label={`Who decides for ${row.name}`}
          name={`${id}-kind`}
          value={row.steering.kind}
          options={KINDS}
          onChange={(kind) =>
            lab.change(`steering ${at}`, (config) => {
              const { catalog } = lab.store.getState();
              if (!catalog) return config;
              if (kind === 'team') return withoutIdle(withTeamSteering(config, at, catalog));
              if (kind === 'search') return withoutIdle(withSearchSteering(config, at, catalog));
              const steering = steeredBy(kind, row.steering, catalog, config);
              return withoutIdle(withRow(config, at, { steering }));
            })
          }
        />
        {row.steering.kind === 'drawn' && <DrawnSeats at={at} steering={row.steering} />}
        {row.steering.kind === 'random' && <RandomSeats at={at} steering={row.steering} />}
        {row.steering.kind === 'team' && (
          <TeamChoice at={at} team={row.steering.team} teams={draft.teams} />
        )}
        {row.steering.kind === 'search' && (
          <SearchChoice at={at} search={row.steering.search} searches={draft.searches ?? []} />
        )}
        {row.hand && (
          <div className={styles['turn']}>
            <p className={styles['source']}>
              In {counted(handedIntervals(row.hand, intervals).length, 'interval')} a person chose
              in its place.
            </p>
            <Button
              onClick={() =>
                lab.change(`hand ${at}`, (config) => ({
                  ...config,
                  rows: config.rows.map((each, i) =>
                    i === at ? withRowHand(each, undefined) : each,
                  ),
                }))
              }
            >
              Forget what was chosen by hand
            </Button>
          </div>
        )}
        <div className={styles['actions']}>
          <Button
            disabled={!canAddRow(draft)}
            onClick={() => lab.change('rows', (config) => withCopiedRow(config, at))}
          >
            Copy
          </Button>
          <Button
            disabled={draft.rows.length === 1}
            title={draft.rows.length === 1 ? 'At least one must stay' : undefined}
            onClick={() => lab.change('rows', (config) => withoutIdle(withoutRow(config, at)))}
          >
            Remove
          </Button>
        </div>
      </div>
    </details>
  );
}
