import { shortNumber } from '#core/short-number.ts';
import type { FeatureGroup, StateElement } from '#core/strategy/state-settings.ts';
import { FEATURE_GROUPS } from '#core/strategy/state-settings.ts';
import type { StrategySource } from '../charts/source.ts';
import type { RowDecision } from './decision.ts';
import type { LookedAt } from './looked-at.ts';

/** A feature of the last interval that a team sees, and where it stands in its state. */
export interface SeenFeature {
  readonly id: string;
  readonly group: FeatureGroup;
  readonly label: string;
  readonly explanation: string;
  readonly at: number;
}

/** A feature when something was decided: in standard deviations from its mean so far, or, of a share, from a half. */
export interface FeatureNow extends SeenFeature {
  readonly value: number;
  /** Change since the decision before. */
  readonly change: number;
}

const isGroup = (group: StateElement['group']): group is FeatureGroup => group !== 'choices';

/** Features of the last interval, in the order of their groups; none where the team sees none. */
export function seenFeatures(
  { started }: Pick<StrategySource, 'started'>,
  { team }: LookedAt,
): readonly SeenFeature[] {
  const elements = started?.states?.[team.name] ?? [];
  const seen = elements.flatMap(({ id, group, label, explanation, ago }, at): SeenFeature[] =>
    ago === 0 && isGroup(group) ? [{ id, group, label, explanation, at }] : [],
  );
  return FEATURE_GROUPS.flatMap((group) => seen.filter((each) => each.group === group));
}

/** Returns the features seen for a decision. */
export function featuresNow(
  features: readonly SeenFeature[],
  { decisions }: LookedAt,
  decision: RowDecision,
): readonly FeatureNow[] {
  const before = decisions[decisions.indexOf(decision) - 1];
  return features.map((feature) => {
    const value = decision.steered.state[feature.at] ?? 0;
    return { ...feature, value, change: value - (before?.steered.state[feature.at] ?? 0) };
  });
}

/** Features that changed most since the decision before, the most first; one that did not change is left out. */
export const mostChanged = (
  features: readonly FeatureNow[],
  count: number,
): readonly FeatureNow[] =>
  features
    .filter(({ change }) => Math.abs(change) >= 0.005)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, count);

/** Features that stand out: furthest from their means so far. */
export const mostUnusual = (
  features: readonly FeatureNow[],
  count: number,
): readonly FeatureNow[] =>
  features
    .filter(({ value }) => Math.abs(value) >= 0.005)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, count);

/** Writes a number as '+1.3', '−0.04' or '0', to a hundredth. */
export function signedShort(value: number): string {
  const rounded = Number(value.toFixed(2));
  return rounded > 0 ? `+${shortNumber(rounded)}` : shortNumber(rounded);
}

/** Words such as 'mAP rose by 1.2 to +0.8'. */
export const changeWords = ({ label, value, change }: FeatureNow): string =>
  `${label} ${change > 0 ? 'rose' : 'fell'} by ${shortNumber(Number(Math.abs(change).toFixed(2)))} to ${signedShort(value)}`;
