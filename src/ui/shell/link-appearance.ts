import { CHART_DEFAULTS } from '#store/chart-settings.ts';
import type { LinkAppearance } from '#store/share/link-flow.ts';
import { chartSettings } from '../charts/frame/use-chart-settings.ts';
import { useTreeSettings } from '../genealogy/settings.ts';

/** Returns the appearance of the page that a link holds: the chart shown, and the meaning of the genealogy's colours. */
export function currentAppearance(): LinkAppearance {
  const { tab: chart } = chartSettings.getState();
  const { colouring } = useTreeSettings.getState();
  return {
    ...(chart !== CHART_DEFAULTS.tab && { chart }),
    ...(colouring !== useTreeSettings.getInitialState().colouring && { colouring }),
  };
}

/** Makes the page look as a link says; the rest stays as it is. */
export function applyAppearance({ chart, colouring }: LinkAppearance): void {
  if (chart !== undefined) chartSettings.setState({ tab: chart });
  if (colouring !== undefined) useTreeSettings.setState({ colouring });
}

/** Calls whenever a link would hold another appearance; the returned function ends it. */
export function onAppearanceChange(listener: () => void): () => void {
  const stops = [
    chartSettings.subscribe(({ tab }, before) => tab !== before.tab && listener()),
    useTreeSettings.subscribe(
      ({ colouring }, before) => colouring !== before.colouring && listener(),
    ),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
