/** Mean returns of teams that play at random, and of those by a script that knows the solution (`particle-play.ts`). */
interface Scale {
  readonly random: number;
  readonly script: number;
}

const TALK: Scale = { random: -77, script: -16.8 };
const SPREAD: Scale = { random: -79.4, script: -26.3 };

const between = ({ random, script }: Scale, share: number) => random + share * (script - random);

/** The mean return over fresh episodes that a preset's champion is to reach with every one of three seeds. */
export const TEAM_GOALS: Readonly<Record<string, number>> = {
  'speaker-listener-matd3': between(TALK, 0.85),
  'speaker-listener-maddpg': between(TALK, 0.85),
  'spread-ippo': between(SPREAD, 0.6),
};
