import type { KeptPlan } from '#store/strategy/teams/kept-evolutions.ts';
import type { Chart } from '../../charts/chart.ts';
import { FITNESS } from '../../charts/fitness.tsx';

/** Explains what the teams of a plan are judged by. */
export function fitnessWords({ evaluations }: Pick<KeptPlan, 'evaluations'>): string {
  if (evaluations === undefined)
    return 'Fitness is a team’s mAP on the validation images at the end of the run in which it explored and learned: the engine that began this evolution judged by nothing else.';
  const runs = evaluations === 1 ? 'a further run' : `${evaluations} further runs`;
  const mAP = evaluations === 1 ? 'mAP' : 'mean mAP';
  return `Fitness is a team’s ${mAP} on the validation images at the end of ${runs}, in which it neither explores nor learns. All teams of a generation are judged on the same images and initial weights, of which none has learned.`;
}

/** The lab's chart of fitness in the words of teams, which are judged by what their classifiers can tell. */
export const TEAM_FITNESS: Chart = {
  ...FITNESS,
  id: 'team-fitness',
  describe(source) {
    const description = FITNESS.describe(source);
    const { picture, table } = description;
    return {
      ...description,
      title: 'Fitness of the teams',
      table() {
        const { head, counts = [], ...others } = table();
        const named = (name: string) => (name === 'Environment steps' ? 'Updates' : name);
        return { ...others, head: head.map(named), counts: counts.map(named) };
      },
      picture:
        'own' in picture
          ? picture
          : { ...picture, name: 'mAP on validation images, %', isMovable: false },
    };
  },
};
