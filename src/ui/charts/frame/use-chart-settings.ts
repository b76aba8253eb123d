import { useStore } from 'zustand';
import { type ChartSettings, createChartSettings } from '#store/chart-settings.ts';
import { storedForVisits } from '#store/stored-text.ts';

/** Settings of the charts of the whole page. */
export const chartSettings = createChartSettings(storedForVisits('chart settings'));

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
