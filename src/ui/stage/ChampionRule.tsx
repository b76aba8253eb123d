import { contestEpisodes } from '#core/champion.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { WithTerms } from '../about/Term.tsx';
import { useLabState } from '../shell/lab-context.ts';

/** Rule by which the champion is found, and what finding it has taken. */
export function ChampionRule() {
  const episodes = useLabState(({ config, draft }) => {
    const chosen = config ?? draft;
    return chosen ? contestEpisodes(chosen) : null;
  });
  const champion = useLabState((state) => state.champion);
  return (
    <WithTerms>
      <strong>The champion is the run’s best agent, by one rule.</strong> When the fittest agent of
      a generation comes out above the champion’s figure, both play the same {episodes} fresh
      episodes. The higher mean is the champion; of equals the older stays. Its figure is the mean
      of all fresh episodes that it has played. Fitness “when found” is from the few episodes of one
      generation, and may have been luck. Where agents are measured against each other, in
      tournaments or by the return of one side, the fittest challenges after every generation, and a
      figure depends on whom it was played against. A run is solved when the champion’s figure
      reaches the target.
      {champion && champion.contestSteps > 0 && (
        <>
          {' '}
          So far this took {shortNumber(champion.contestSteps)} environment steps, which are not
          among the steps of training.
        </>
      )}
      {champion && !champion.evaluation && (
        <> This run is from before that rule: its champion is the agent with its highest fitness.</>
      )}
    </WithTerms>
  );
}
