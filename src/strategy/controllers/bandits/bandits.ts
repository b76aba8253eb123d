import { draws } from '#core/random.ts';
import type { BanditSettings } from '#core/strategy/controller-settings.ts';
import type { Decision, Experience, Situation } from '#core/strategy/decision.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import { subkey } from '#networks/subkey.ts';
import { type Chosen, epsilonOf, held, standingOf } from '../choose.ts';
import type { Controller, ControllerContext } from '../controller.ts';
import { decideInOrder, forSeats, numberOf, seatBefore, stateIn } from '../decisions.ts';
import { controllerKey } from '../keys.ts';
import { type Arms, freshArms } from './arms.ts';
import { RULES } from './rules.ts';

/** Arms of each seat; in order, one set for each choice of the seat before. */
type AllArms = Readonly<Record<Seat, Readonly<Record<string, Arms>>>>;

/** Key of arms that see no other seat's choice. */
const ALONE = 'alone';

/** A bandit for each seat. */
export function openBandits(settings: BanditSettings, context: ControllerContext): Controller {
  const { seed, options, intervals } = context;
  const rule = RULES[settings.rule](settings);
  let arms: AllArms = forSeats(() => ({}));

  /** Key of the choice of the seat before, `at`, as a seat sees it. */
  const sightOf = (at: number | undefined): string =>
    settings.order === 'independent' || at === undefined ? ALONE : String(at);
  const armsOf = (seat: Seat, sight: string): Arms =>
    arms[seat][sight] ?? freshArms(options[seat].length);

  function decide(situation: Situation, explores: boolean): Decision {
    const { row, episode, interval } = situation;
    const key = controllerKey(seed, 'decide', row, episode * intervals + interval);
    const epsilon = explores ? epsilonOf(settings.exploration, situation, context) : 0;
    return decideInOrder(options, (seat, before): Chosen => {
      const own = armsOf(seat, sightOf(before.at(-1)));
      const standing = standingOf(situation, seat, options[seat], settings);
      if (standing.isHeld) return held(standing, rule.values(own));
      return rule.choose(own, standing, { explores, epsilon, reader: draws(subkey(key, seat)) });
    });
  }

  function learn({ decision: { choices, reasons }, reward }: Experience): void {
    const taken = forSeats((seat) => numberOf(options, seat, choices[seat]));
    arms = forSeats((seat) => {
      const before = seatBefore(seat);
      const sight = sightOf(before === null ? undefined : taken[before]);
      const count = options[seat].length;
      const at = settings.sharedIndex ? taken.optimizer % count : taken[seat];
      const chance = reasons[seat].chances?.[at] ?? 1;
      return { ...arms[seat], [sight]: rule.learn(armsOf(seat, sight), at, reward, chance) };
    });
  }

  return {
    decide: (situations, explores) => situations.map((each) => decide(each, explores)),
    learn: (experiences) => experiences.forEach(learn),
    snapshot: () => ({ kind: `bandits ${settings.rule}`, options, state: arms }),
    restore(snapshot) {
      const state = stateIn(snapshot, `bandits ${settings.rule}`, options) as AllArms;
      for (const seat of SEATS)
        for (const { counts } of Object.values(state[seat]))
          if (counts.length !== options[seat].length)
            throw new RangeError(
              `the snapshot has ${counts.length} arms of ${options[seat].length} for the ${seat}`,
            );
      arms = state;
    },
    dispose: () => undefined,
  };
}
