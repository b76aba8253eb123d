import type { StoreApi } from 'zustand/vanilla';
import { missingTeams, withTeamInstead } from '#core/strategy/missing-teams.ts';
import type { Keeping } from './kept-runs.ts';
import { choiceOfKept, keptTeamOf, keptTeamsOf } from './kept-teams.ts';
import type { StrategyClient, StrategyLab } from './strategy-lab.ts';
import type { StrategyState } from './strategy-state.ts';
import { createTeamFiles, type TrainedChoice, trainedIn, withTrainedRow } from './trained-teams.ts';

interface Context extends Pick<StrategyLab, 'change' | 'notify'> {
  readonly store: StoreApi<StrategyState>;
  readonly client: StrategyClient;
  readonly library: Keeping;
}

/** Joins a strategy lab to the trained teams that it may choose from; those of the library are there from the start. */
export function openTeams({ store, client, library, change, notify }: Context): {
  readonly actions: Pick<
    StrategyLab,
    'openTeam' | 'replaceTeam' | 'keepTeam' | 'forgetTeam' | 'addTeamRow' | 'bringPlan' | 'teamFile'
  >;
  /** Takes in what a team of the run has learned. */
  readonly take: ReturnType<typeof createTeamFiles>['take'];
} {
  const { getState, setState } = store;
  const files = createTeamFiles((team) => client.send({ kind: 'askTeam', team }));

  /** Teams that may be chosen from now on, too. */
  function offerTeams(choices: readonly TrainedChoice[]): void {
    const others = getState().openedTeams.filter(
      (each) => !choices.some(({ digest }) => digest === each.digest),
    );
    setState({ openedTeams: [...others, ...choices] });
  }

  keptTeamsOf(library)
    .list()
    .then(({ items }) => offerTeams(items.map(choiceOfKept)))
    .catch(() => {}); // storage that is closed says so with the first write
  return {
    actions: {
      openTeam(text) {
        const opened = trainedIn(text);
        offerTeams([opened]);
        const { draft, catalog } = getState();
        const missing = catalog ? missingTeams(draft, catalog) : [];
        const meant = missing.filter(({ digest }) => digest === opened.digest);
        change('trained team', (config) =>
          meant.length > 0
            ? meant.reduce((all, { at }) => withTeamInstead(all, at, opened), config)
            : withTrainedRow(config, opened),
        );
        if (meant.length === 0 && missing[0])
          notify(
            `“${opened.name}” has the digest ${opened.digest.slice(0, 8)}: it was added with a row of its own, and does not take the place of “${missing[0].name}” with ${missing[0].digest.slice(0, 8)}.`,
          );
      },
      replaceTeam(at, instead) {
        change('trained team', (config) => withTeamInstead(config, at, instead));
      },
      async keepTeam(file) {
        const kept = keptTeamOf(file, Date.now());
        await keptTeamsOf(library).put(kept);
        offerTeams([choiceOfKept(kept)]);
      },
      async forgetTeam(digest) {
        await keptTeamsOf(library).delete(digest);
        setState({ openedTeams: getState().openedTeams.filter((each) => each.digest !== digest) });
      },
      addTeamRow(choice) {
        change('trained team', (config) => withTrainedRow(config, choice));
      },
      bringPlan: (plan) => setState({ broughtPlan: plan }),
      teamFile: files.ask,
    },
    take: files.take,
  };
}
