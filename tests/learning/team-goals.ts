import type { Environment } from '#core/environment.ts';
import { hunt } from '#environments/particles/hunt.ts';

/** Mean returns of teams that play at random, and of those by a script that knows the solution (`particle-play.ts`). */
interface Scale {
  readonly random: number;
  readonly script: number;
}

const TALK: Scale = { random: -77, script: -16.8 };
const SPREAD: Scale = { random: -79.4, script: -26.3 };
const TAG: Scale = { random: 5.13, script: 57.9 };

const between = ({ random, script }: Scale, share: number) => random + share * (script - random);

/** Goal that a preset's champion is to reach with every one of three seeds. */
interface TeamGoal {
  /** Mean return over fresh episodes. */
  readonly goal: number;
  /** Task in which it is judged, where not that in which it learns. */
  readonly judgedIn?: Environment;
}

export const TEAM_GOALS: Readonly<Record<string, TeamGoal>> = {
  'speaker-listener-matd3': { goal: between(TALK, 0.85) },
  'speaker-listener-maddpg': { goal: between(TALK, 0.85) },
  'spread-ippo': { goal: between(SPREAD, 0.6) },
  'spread-maddpg': { goal: between(SPREAD, 0.6) },
  // five times as many touches as at random; nothing else is paid there
  'tag-matd3': { goal: 5 * TAG.random, judgedIn: hunt() },
};
