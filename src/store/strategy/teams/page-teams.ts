import { PUT_AWAY } from '../../library/kept-items.ts';
import type { Keeping } from '../kept-runs.ts';
import { evolutionsOf } from './kept-evolutions.ts';
import { resumeTeams } from './resume-teams.ts';
import { createTeamsLab, type TeamsClient, type TeamsLab } from './teams-lab.ts';

/** The lab of this tab in which teams evolve: it goes on where the tab stood. */
export function createPageTeams(client: TeamsClient, library: Keeping): TeamsLab {
  const teams = createTeamsLab(client, library, document.baseURI);
  void resumeTeams(teams, library);
  evolutionsOf(library)
    .purge(PUT_AWAY)
    .catch(() => {}); // storage that is closed says so with the first write
  return teams;
}
