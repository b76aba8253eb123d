import { shortNumber } from '#core/short-number.ts';
import type { FeatureGroup } from '#core/strategy/state-settings.ts';
import type { PlotArea } from '../../charts/plot-area.ts';
import { shortened } from '../../parts/shortened.ts';
import type { StrategyChart, StrategySource } from '../charts/source.ts';
import { listWords } from '../charts/words.ts';
import { BY_DECISION, type DecisionColumn, decisionTables } from './by-decision.ts';
import {
  changeWords,
  featuresNow,
  mostChanged,
  mostUnusual,
  type SeenFeature,
  seenFeatures,
  signedShort,
} from './features.ts';
import {
  decisionAt,
  decisionOf,
  emptyWords,
  type LookedAt,
  lookedAt,
  marginOf,
} from './looked-at.ts';
import { ABOVE, BELOW, type Placed, REACH, StateCanvas } from './StateCanvas.tsx';

/** Heights of a feature, and of the name of a group above its features, px. */
const [FEATURE, GROUP] = [13, 17];
const NO_FEATURES = 'The team sees no features: all of them are switched off.';
const UNTOLD = 'The run does not say what the numbers of its state are.';

const GROUP_WORDS: Readonly<Record<FeatureGroup, string>> = {
  performance: 'Performance',
  dynamics: 'Dynamics',
  data: 'Data',
};

/** Everything that a team saw for each of its decisions. */
export const STATE_MAP: StrategyChart = {
  id: 'state',
  label: 'What they see',
  isOfOne: true,
  describe(source) {
    const looked = lookedAt(source);
    const features = looked ? seenFeatures(source, looked) : [];
    const margin = marginOf(source.narrow);
    const { placed, height } = placesOf(features);
    return {
      title: 'What the agents see',
      summary: looked ? summaryOf(source, looked, features) : '',
      empty: emptyWords(looked) ?? (features.length > 0 ? null : nothingOf(source)),
      howToRead: (
        <>
          A line is a feature of the state, a column a decision. Numbers are standard deviations
          from the mean of the run so far, from −{REACH} to {REACH}: orange lies above what was
          usual until then, blue below, and the stronger, the further. Shares of a whole, as mAP and
          progress, are seen as they are: none is −1.7, a half is 0, all is 1.7. What never varies
          is 0 and stays pale, as most of what describes the data. The sentence tells what changed
          most since the decision before.
        </>
      ),
      ...decisionTables(
        'Features in standard deviations from the mean so far, and shares from a half,',
        features.length > 0 ? looked : null,
        (isWhole) => columnsOf(features, isWhole),
      ),
      keys: features.length > 0 && <ReachKey />,
      picture: {
        label: 'Features by interval',
        height: margin.top + height + margin.bottom,
        margin,
        extent: null,
        ...BY_DECISION,
        canvas: (area) => looked && <StateCanvas looked={looked} features={placed} area={area} />,
        over: (area) => <Names placed={placed} area={area} />,
        figures: (interval) => {
          const decision = decisionOf(looked, interval);
          if (!looked || !decision) return [];
          const now = featuresNow(features, looked, decision);
          const told = mostChanged(now, 6);
          return told.length === 0
            ? [['change', 'none']]
            : told.map(({ label, value, change }) => [
                label,
                `${signedShort(value)} (${signedShort(change)})`,
              ]);
        },
      },
    };
  },
};

const nothingOf = ({ started }: StrategySource) => (started?.states ? NO_FEATURES : UNTOLD);

function placesOf(features: readonly SeenFeature[]): {
  readonly placed: readonly Placed[];
  readonly height: number;
} {
  let top = 4;
  let group: FeatureGroup | null = null;
  const placed = features.map((feature): Placed => {
    if (feature.group !== group) top += GROUP;
    group = feature.group;
    const place = { ...feature, top, height: FEATURE - 1 };
    top += FEATURE;
    return place;
  });
  return { placed, height: Math.max(top, 120) };
}

function Names({ placed, area }: { readonly placed: readonly Placed[]; readonly area: PlotArea }) {
  const most = (area.left - 8) / 6.3; // characters
  return (
    <g fontSize={11} fill="var(--text-soft)">
      {placed.map(({ id, group, label, top }, at) => (
        <g key={id}>
          {placed[at - 1]?.group !== group && (
            <text x={area.left} y={top - 5} fill="var(--text)" fontWeight={600}>
              {GROUP_WORDS[group]}
            </text>
          )}
          <text x={area.left - 6} y={top + 10} textAnchor="end">
            {shortened(label, most)}
          </text>
        </g>
      ))}
    </g>
  );
}

const STEPS = 9;

const ReachKey = () => (
  <span>
    <i>below the mean so far</i>
    <svg width={STEPS * 8} height={12} aria-hidden="true">
      {Array.from({ length: STEPS }, (_, step) => {
        const share = (2 * step) / (STEPS - 1) - 1;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
            key={step}
            x={step * 8}
            y={1}
            width={8}
            height={10}
            fill={share < 0 ? BELOW : ABOVE}
            fillOpacity={Math.abs(share)}
          />
        );
      })}
    </svg>
    <i>above</i>
  </span>
);

/** Names the features that changed most since the decision before, and those that stand out. */
function summaryOf(
  source: StrategySource,
  looked: LookedAt,
  features: readonly SeenFeature[],
): string {
  const decision = decisionAt(looked, source.at);
  if (!decision || features.length === 0) return '';
  const now = featuresNow(features, looked, decision);
  const [changed, unusual] = [mostChanged(now, 3), mostUnusual(now, 2)];
  const before = `For interval ${decision.event.interval + 1}`;
  if (unusual.length === 0)
    return `${before} nothing stood out in the ${features.length} features: a run begins with zeros.`;
  const news =
    changed.length === 0
      ? `${before} no feature had changed since the decision before.`
      : `${before}, since the decision before, ${listWords(changed.map(changeWords))}, in standard deviations.`;
  const out = unusual.map(({ label, value }) => `${label} (${signedShort(value)})`);
  return `${news} Furthest from what is usual ${unusual.length === 1 ? 'was' : 'were'} ${listWords(out)}.`;
}

const columnsOf = (features: readonly SeenFeature[], isWhole: boolean): readonly DecisionColumn[] =>
  features.map(({ label, at }) => ({
    head: label,
    of({ steered }) {
      const value = steered.state[at] ?? Number.NaN;
      return isWhole ? value : signedOrZero(value);
    },
  }));

const signedOrZero = (value: number): string =>
  value === 0 ? '0' : shortNumber(Number(value.toFixed(2)));
