import { useCallback } from 'react';
import { teamFile } from '#core/strategy/trained-team.ts';
import { fileNameOf } from '#store/library/file-name.ts';
import type { Library } from '#store/library/library.ts';
import { choiceOfKept, keptTeamsOf } from '#store/strategy/kept-teams.ts';
import { TEAM_ENDING } from '#store/strategy/trained-teams.ts';
import { useAnswer } from '../../library/library-context.ts';
import { Button } from '../../parts/Button.tsx';
import { download } from '../../parts/download.ts';
import { useStrategy } from '../strategy-context.ts';
import wheel from '../wheel/Wheel.module.css';

/** Trained teams that this browser keeps: into a row, into a file, away. */
export function KeptTeams() {
  const lab = useStrategy();
  const answer = useAnswer(useCallback((from: Library) => keptTeamsOf(from).list(), []));
  if (answer.kind !== 'there' || answer.value.items.length === 0) return null;
  return (
    <ul className={wheel['kept']} aria-label="Kept teams">
      {answer.value.items.map((kept) => {
        const { id, name, learned } = kept;
        const file = () => JSON.stringify(teamFile(name, learned));
        return (
          <li key={id} className={wheel['line']}>
            <span>
              {name}, digest {id.slice(0, 8)}
            </span>
            <Button
              title="Adds a row to the set-up that this team steers, frozen; under Teams it can go on learning"
              onClick={() => lab.addTeamRow(choiceOfKept(kept))}
            >
              Use it in a row
            </Button>
            <Button
              onClick={() =>
                download(
                  new Blob([`${file()}\n`], { type: 'application/json' }),
                  `${fileNameOf(name)}${TEAM_ENDING}`,
                )
              }
            >
              Save as a file
            </Button>
            <Button aria-label={`Delete ${name}`} onClick={() => void lab.forgetTeam(id)}>
              Delete
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
