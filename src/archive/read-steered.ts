import type { Ground, Reason } from '#core/strategy/decision.ts';
import type { SteeredInterval } from '#core/strategy/figures.ts';
import { REWARD_TERMS, type Reward, type RewardTerm } from '#core/strategy/reward-settings.ts';
import { SEATS } from '#core/strategy/seats.ts';
import { FEATURE_GROUPS, type StateElement } from '#core/strategy/state-settings.ts';
import { MOST_TEAMS } from '#core/strategy/team.ts';
import type { StrategyStarted } from '#protocol/strategy-run-events.ts';
import {
  Damage,
  needFields,
  needInteger,
  needList,
  needNumber,
  needOneOf,
  needText,
} from './damage.ts';

/** Readers of a team's observations, decisions and rewards, from a disk or a file. Each throws a {@link Damage}. */

const MOST_ELEMENTS = 10_000;
const MOST_CHOICES = 100;
const GROUNDS = [
  'plan',
  'chance',
  'doubt',
  'value',
  'held',
  'hand',
] as const satisfies readonly Ground[];
const GROUPS = [...FEATURE_GROUPS, 'choices'] as const;

export function readSteered(value: unknown): SteeredInterval {
  const { state, reasons, reward } = needFields(value, 'the decision of a row');
  const given = needFields(reasons, 'the reasons of a row');
  return {
    state: needList(state, 'the state of a row', MOST_ELEMENTS).map((each) =>
      needNumber(each, 'a number of a state'),
    ),
    reasons: Object.fromEntries(
      SEATS.map((seat) => [seat, readReason(given[seat])]),
    ) as SteeredInterval['reasons'],
    reward: readReward(reward),
  };
}

function readReason(value: unknown): Reason {
  const fields = needFields(value, 'a reason');
  const numbers = (key: string) =>
    fields[key] === null
      ? null
      : needList(fields[key], `the ${key} of a reason`, MOST_CHOICES).map((each) =>
          needNumber(each, `one of the ${key} of a reason`),
        );
  return {
    ground: needOneOf(fields['ground'], 'the ground of a reason', GROUNDS),
    values: numbers('values'),
    deviations: numbers('deviations'),
    chances: numbers('chances'),
  };
}

function readReward(value: unknown): Reward {
  const { total, values, parts } = needFields(value, 'a reward');
  const terms = (given: unknown) => {
    const fields = needFields(given, 'the terms of a reward');
    return Object.fromEntries(
      REWARD_TERMS.map((term) => [term, needNumber(fields[term], `the ${term} of a reward`)]),
    ) as Record<RewardTerm, number>;
  };
  return {
    total: needNumber(total, 'the total of a reward'),
    values: terms(values),
    parts: terms(parts),
  };
}

/** Reads the descriptions of the numbers in teams' states. */
export function readStates(value: unknown): NonNullable<StrategyStarted['states']> {
  const entries = Object.entries(needFields(value, 'the states'));
  if (entries.length > MOST_TEAMS) throw new Damage(`there are states of ${entries.length} teams`);
  return Object.fromEntries(
    entries.map(([team, elements]) => [
      team,
      needList(elements, 'the elements of a state', MOST_ELEMENTS).map(readElement),
    ]),
  );
}

function readElement(value: unknown): StateElement {
  const { id, group, label, explanation, ago } = needFields(value, 'an element of a state');
  return {
    id: needText(id, 'the id of an element'),
    group: needOneOf(group, 'the group of an element', GROUPS),
    label: needText(label, 'the label of an element'),
    explanation: needText(explanation, 'the explanation of an element', 1000),
    ago: needInteger(ago, 'the age of an element', 0, 1000),
  };
}
