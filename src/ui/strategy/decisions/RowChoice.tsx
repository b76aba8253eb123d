import { Choice } from '../../charts/frame/Choice.tsx';
import { setChartSetting } from '../../charts/frame/use-chart-settings.ts';
import { namesOf, type StrategySource } from '../charts/source.ts';
import { shownRow, steeredRows } from './decision.ts';

/** Choice among the rows that teams steer, where there are several. */
export function RowChoice({ source }: { readonly source: StrategySource }) {
  const { config, settings } = source;
  const rows = steeredRows(config);
  const row = shownRow(config, settings.strategySteered);
  if (rows.length < 2 || row === null) return null;
  const names = namesOf(source);
  return (
    <Choice
      label="Row looked at"
      value={String(row)}
      options={Object.fromEntries(rows.map((each) => [String(each), `${each + 1} ${names[each]}`]))}
      onChange={(value) => setChartSetting('strategySteered', value)}
    />
  );
}
