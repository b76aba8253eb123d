import { useMemo, useRef } from 'react';
import { ChartView } from '../../charts/ChartView.tsx';
import { useChartHistory } from '../../charts/use-chart-history.ts';
import { useSource } from '../../charts/use-source.ts';
import { LineagePanel } from '../../genealogy/LineagePanel.tsx';
import { RunViewContext } from '../../shell/lab-context.ts';
import wheel from '../wheel/Wheel.module.css';
import { ChosenTeam } from './ChosenTeam.tsx';
import styles from './Teams.module.css';
import { fitnessWords, TEAM_FITNESS } from './team-fitness.ts';
import { useTeams, useTeamsState } from './teams-context.ts';

const DRAW_MS = 500;

/** Genealogy, fitness and a chosen team of the evolution that is shown. */
export function Population() {
  const teams = useTeams();
  const isShown = useTeamsState(({ shown }) => shown !== null);
  if (!isShown) return null;
  return (
    <RunViewContext value={teams.view}>
      <LineagePanel />
      <Fitness />
      <ChosenTeam />
    </RunViewContext>
  );
}

function Fitness() {
  const ref = useRef<HTMLDivElement>(null);
  const { history, version } = useChartHistory(ref, DRAW_MS);
  const source = useSource(history, version);
  const plan = useTeamsState(({ shown }) => shown?.plan);
  const description = useMemo(() => TEAM_FITNESS.describe(source), [source]);
  return (
    <div ref={ref} className={styles['parts']}>
      <ChartView
        id={TEAM_FITNESS.id}
        description={description}
        history={source.history}
        window={source.window}
        inPanel={false}
      />
      {plan && <p className={wheel['text']}>{fitnessWords(plan)}</p>}
    </div>
  );
}
