import { useId } from 'react';
import type { TeamConfig } from '#core/strategy/team.ts';
import { withTeam } from '#store/strategy/rows.ts';
import { trainedChoices, withTrained, withUntrained } from '#store/strategy/trained-teams.ts';
import { Button } from '../../parts/Button.tsx';
import setup from '../../setup/Setup.module.css';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import styles from './RowList.module.css';
import { openTeamFile, saveTeamFile } from './team-file.ts';

const NONE = [] as const;
/** Before a trained team's digest, where the other values are ids of controllers. */
const TRAINED = 'trained:';

/** Choice of how a team decides and learns: anew, or as one that was trained. */
export function HowTheyDecide({ team, at }: { readonly team: TeamConfig; readonly at: number }) {
  const lab = useStrategy();
  const id = useId();
  const catalog = useStrategyState((state) => state.catalog);
  const opened = useStrategyState(({ openedTeams }) => openedTeams);
  const teams = useStrategyState(({ draft }) => draft?.teams ?? NONE);
  const choices = trainedChoices(catalog, opened, teams);
  const controllers = catalog?.controllers ?? NONE;
  const { trained } = team;
  const choice = choices.find(({ digest }) => digest === trained?.digest);
  const controller = controllers.find((each) => each.id === team.controller);
  const choose = (value: string) =>
    lab.change(`team ${at}`, (config) => {
      const found = choices.find(({ digest }) => value === `${TRAINED}${digest}`);
      if (found) return withTrained(config, at, found);
      const entry = controllers.find((each) => each.id === value);
      return entry ? withUntrained(config, at, entry) : config;
    });
  return (
    <div className={styles['turn']}>
      <label htmlFor={id}>How they decide and learn</label>
      <select
        id={id}
        className={setup['input']}
        value={trained ? `${TRAINED}${trained.digest}` : team.controller}
        onChange={(event) => choose(event.target.value)}
      >
        {trained && !choice && (
          <option value={`${TRAINED}${trained.digest}`}>Trained team: {trained.name}</option>
        )}
        {choices.map(({ name, digest }) => (
          <option key={digest} value={`${TRAINED}${digest}`}>
            Trained team: {name}
          </option>
        ))}
        {controllers.map((each) => (
          <option key={each.id} value={each.id}>
            {each.label}
          </option>
        ))}
      </select>
      {trained ? (
        <>
          {choice && <p className={styles['source']}>{choice.about}</p>}
          <label className={styles['source']}>
            <input
              type="checkbox"
              checked={trained.learns}
              onChange={(event) =>
                lab.change(`team ${at}`, (config) =>
                  withTeam(config, at, { trained: { ...trained, learns: event.target.checked } }),
                )
              }
            />{' '}
            It goes on learning, and now and then tries what promises less
          </label>
        </>
      ) : (
        controller && <p className={styles['source']}>{controller.source}</p>
      )}
      <TeamFileButtons team={team.name} />
    </div>
  );
}

/** Opens a trained team from a file, and saves what this one has learned in the run shown. */
function TeamFileButtons({ team }: { readonly team: string }) {
  const lab = useStrategy();
  const id = useId();
  const isShown = useStrategyState(
    ({ config, intervals }) =>
      intervals.length > 0 && (config?.teams.some(({ name }) => name === team) ?? false),
  );
  return (
    <div className={styles['actions']}>
      <Button onClick={() => document.getElementById(id)?.click()}>Open a team’s file…</Button>
      <input
        id={id}
        type="file"
        hidden
        accept=".json"
        aria-label="A trained team’s file"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) openTeamFile(lab, file);
          target.value = '';
        }}
      />
      <Button
        disabled={!isShown}
        title={isShown ? undefined : 'No run of this team is shown'}
        onClick={() => void saveTeamFile(lab, team)}
      >
        Save what it has learned
      </Button>
    </div>
  );
}
