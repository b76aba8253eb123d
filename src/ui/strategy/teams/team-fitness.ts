import type { Chart } from '../../charts/chart.ts';
import { FITNESS } from '../../charts/fitness.tsx';

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
