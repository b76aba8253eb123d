import { useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { useHistory } from '../shell/lab-context.ts';
import styles from './Charts.module.css';
import { FitnessChart } from './FitnessChart.tsx';
import { FitnessTable } from './FitnessTable.tsx';
import { ThroughputChart, ThroughputTable } from './ThroughputChart.tsx';

type Chart = 'fitness' | 'throughput';

export function ChartsPanel() {
  const { history, version } = useHistory();
  const [chart, setChart] = useState<Chart>('fitness');
  const [asTable, setAsTable] = useState(false);
  const summaries = history?.summaries ?? [];
  return (
    <Panel
      title={chart === 'fitness' ? 'Fitness' : 'Throughput'}
      aside={
        <>
          <Segmented
            label="Chart"
            name="chart"
            value={chart}
            options={[
              { value: 'fitness', label: 'Fitness' },
              { value: 'throughput', label: 'Throughput' },
            ]}
            onChange={setChart}
          />
          <Button
            square
            aria-label={asTable ? 'As a chart' : 'As a table'}
            title={asTable ? 'As a chart' : 'As a table'}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            <Icon name={asTable ? 'chart' : 'table'} />
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        {chart === 'fitness' ? (
          asTable ? (
            <FitnessTable summaries={summaries} />
          ) : (
            <FitnessChart summaries={summaries} version={version} />
          )
        ) : asTable ? (
          <ThroughputTable summaries={summaries} />
        ) : (
          <ThroughputChart summaries={summaries} />
        )}
      </div>
    </Panel>
  );
}
