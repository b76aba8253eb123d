import { useMemo, useRef } from 'react';
import { engineWords } from '#archive/engine-words.ts';
import { counted } from '#core/counted.ts';
import { type MissingTeam, missingTeams } from '#core/strategy/missing-teams.ts';
import { intervalsOf } from '#core/strategy/strategy-config.ts';
import { isSame } from '#store/strategy/set-up.ts';
import { Button } from '../parts/Button.tsx';
import { FileInput } from '../parts/FileInput.tsx';
import styles from '../shell/Notices.module.css';
import { openTeamFile } from './setup/team-file.ts';
import { useStrategy, useStrategyState } from './strategy-context.ts';

/** Says that another version of the engine made the run shown, and how to run it with this one. */
export function MadeByOther() {
  const lab = useStrategy();
  const config = useStrategyState((state) => state.config);
  const runPreset = useStrategyState((state) => state.runPreset);
  const done = useStrategyState(({ intervals }) => intervals.length);
  const isOver = useStrategyState(({ finished }) => finished !== null);
  const isSetUp = useStrategyState((state) => isSame(state.draft, state.config));
  const other = useStrategyState(({ runEngine, catalog }) =>
    catalog ? engineWords(runEngine, catalog) : null,
  );
  if (!config || other === null) return null;
  const all = counted(intervalsOf(config.training), 'interval');
  return (
    <div role="status" className={styles['notice']}>
      <p>
        This run was {other}.
        {!isOver &&
          ` It is shown as far as it came, ${done} of ${all}, for it would go on differently.`}
        {isSetUp && ' “Run again” begins it anew with this engine.'}
      </p>
      {!isSetUp && (
        <Button look="outlined" onClick={() => lab.setUp(config, runPreset)}>
          Set up the same again
        </Button>
      )}
    </div>
  );
}

/** Says which trained teams the set-up names that do not come with the page any more, and offers what may take their place. */
export function MissingTeams() {
  const draft = useStrategyState((state) => state.draft);
  const catalog = useStrategyState((state) => state.catalog);
  const missing = useMemo(() => (catalog ? missingTeams(draft, catalog) : []), [draft, catalog]);
  return missing.map((team) => <Missing key={team.at} team={team} />);
}

function Missing({ team: { at, name, digest, now } }: { readonly team: MissingTeam }) {
  const lab = useStrategy();
  const input = useRef<HTMLInputElement>(null);
  const kept = useStrategyState(({ openedTeams }) =>
    openedTeams.find((each) => each.digest === digest),
  );
  return (
    <div role="status" className={styles['notice']}>
      <p>
        <strong>
          The set-up names the trained team “{name}” with the digest {digest.slice(0, 8)}
        </strong>
        , which does not come with this page.{' '}
        {now
          ? `The one of that name that comes with it now was trained anew and has the digest ${now.digest.slice(0, 8)}; with it the run is another.`
          : 'Open its file, or choose another team under Teams.'}
      </p>
      {kept && (
        <Button look="solid" onClick={() => lab.replaceTeam(at, kept)}>
          Take the one that this browser has
        </Button>
      )}
      {now && (
        <Button look={kept ? 'outlined' : 'solid'} onClick={() => lab.replaceTeam(at, now)}>
          Take the one that comes with the page
        </Button>
      )}
      <Button look="outlined" onClick={() => input.current?.click()}>
        Open its file…
      </Button>
      <FileInput
        ref={input}
        label={`The file of the trained team ${name}`}
        accept=".json"
        onChoose={([file]) => file && openTeamFile(lab, file)}
      />
    </div>
  );
}
