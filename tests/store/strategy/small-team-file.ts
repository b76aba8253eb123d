import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import { teamFile } from '#core/strategy/trained-team.ts';
import { CONTROLLER_PRESETS } from '#strategy/controllers/presets.ts';
import { REWARD_PRESETS } from '#strategy/reward/presets.ts';
import { learnedText, unlearnedTeam } from '#strategy/trained/learned-team.ts';

const settings = CONTROLLER_PRESETS.find(({ id }) => id === 'dqn-vdn')?.settings;
if (!settings) throw new Error('there is no such controller');
/** Identity of the team. */
export const IDENTITY = {
  controller: 'dqn-vdn',
  options: {
    augmentation: ['none'],
    optimizer: ['adamW'],
    schedule: ['constant'],
    loss: ['bce', 'asl'],
  },
  state: WHOLE_STATE,
  reward: REWARD_PRESETS.terminal.settings,
};
export const LEARNED = learnedText(unlearnedTeam({ ...IDENTITY, settings }, 1), {
  experience: false,
});
/** A trained team's file, which has learned nothing yet. */
export const TEAM_FILE = JSON.stringify(teamFile('Mine', LEARNED));
