import { useStore } from 'zustand';
import { type ChartSettings, createChartSettings } from '#store/chart-settings.ts';

/** Null where the browser forbids storage. */
function pageStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** Settings of the charts of the whole page. */
export const chartSettings = createChartSettings(pageStorage());

/** One chart setting, as it changes. */
export function useChartSetting<Key extends keyof ChartSettings>(key: Key): ChartSettings[Key] {
  return useStore(chartSettings, (state) => state[key]);
}

export function setChartSetting<Key extends keyof ChartSettings>(
  key: Key,
  value: ChartSettings[Key],
): void {
  chartSettings.setState({ [key]: value });
}
