import { fileNameOf } from '#store/library/file-name.ts';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { TEAM_ENDING } from '#store/strategy/trained-teams.ts';
import { failureWords } from '#store/words/failure-words.ts';
import { download } from '../../parts/download.ts';

/** The file of a trained team among what was dropped; null: there is none. */
export const droppedTeam = ({ files }: DataTransfer): File | null =>
  [...files].find(({ name }) => name.endsWith(TEAM_ENDING)) ?? null;

/** Takes a trained team in; tells the faults of its file. */
export function openTeamFile(lab: StrategyLab, file: File): void {
  file
    .text()
    .then((text) => lab.openTeam(text))
    .catch((error: unknown) =>
      lab.notify(failureWords(`“${file.name}” cannot be taken in as a team`, error)),
    );
}

/** Hands what a team of the run shown has learned to the browser as a file. */
export async function saveTeamFile(lab: StrategyLab, team: string): Promise<void> {
  const file = await lab.teamFile(team);
  if (file) {
    const blob = new Blob([`${JSON.stringify(file)}\n`], { type: 'application/json' });
    download(blob, `${fileNameOf(team)}${TEAM_ENDING}`);
    return;
  }
  lab.notify(`What “${team}” learned is no longer in memory: run it again, then save it.`);
}
