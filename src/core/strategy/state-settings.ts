/** Groups of numbers in a controller's state (MAT-Agent's groups: its section 3.3). */
export const FEATURE_GROUPS = ['performance', 'dynamics', 'data'] as const;
export type FeatureGroup = (typeof FEATURE_GROUPS)[number];

export interface StateSettings {
  readonly groups: Readonly<Record<FeatureGroup, boolean>>;
  /** Intervals whose features it holds, the last one included; at least 1. */
  readonly history: number;
  /** True when it tells what each seat chose last. */
  readonly lastChoices: boolean;
  /** False: accuracy and losses are seen and rewarded as they were measured, not averaged over the last intervals. */
  readonly averages?: false;
}

/** Everything, over the last four intervals. */
export const WHOLE_STATE: StateSettings = {
  groups: { performance: true, dynamics: true, data: true },
  history: 4,
  lastChoices: true,
};

/** One number of a state, described for a person. */
export interface StateElement {
  /** Id, such as 'mAP' or, of an interval before, 'mAP-2'; of a choice 'loss=bce'. */
  readonly id: string;
  readonly group: FeatureGroup | 'choices';
  readonly label: string;
  /** Explanation, a sentence. */
  readonly explanation: string;
  /** Number of intervals ago that it was so; 0: the last one. */
  readonly ago: number;
}
