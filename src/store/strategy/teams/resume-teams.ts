import { failureWords } from '../../words/failure-words.ts';
import type { Keeping } from '../kept-runs.ts';
import { evolutionsOf, type KeptEvolution } from './kept-evolutions.ts';
import type { TeamsLab } from './teams-lab.ts';
import { rememberedTeams } from './teams-memory.ts';

/** Shows after a reload what this tab showed before, and goes on with it where it was going on. */
export async function resumeTeams(lab: TeamsLab, library: Keeping): Promise<void> {
  const memory = rememberedTeams();
  if (!memory) return;
  let kept: KeptEvolution | undefined;
  try {
    kept = await evolutionsOf(library).get(memory.id);
  } catch (error) {
    lab.notify(failureWords('The evolution that was shown here cannot be opened', error));
  }
  if (!kept || kept.deletedAt !== undefined) return;
  await offered(lab);
  if (lab.store.getState().shown) return;
  await lab.open(kept);
  if (kept.end === null) await lab.goOn({ paused: !memory.goesOn });
}

const offered = ({ store }: TeamsLab): Promise<void> =>
  new Promise((resolve) => {
    if (store.getState().offer) return resolve();
    const stop = store.subscribe(({ offer }) => {
      if (!offer) return;
      stop();
      resolve();
    });
  });
