import { use, useEffect, useMemo, useRef, useState } from 'react';
import { rememberedTeams } from '#store/strategy/teams/teams-memory.ts';
import { Button } from '../../parts/Button.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useOpenTeams } from '../../shell/lab-context.ts';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import { takeWanted } from '../wanted.ts';
import wheel from '../wheel/Wheel.module.css';
import { Evolution } from './Evolution.tsx';
import { KeptEvolutions } from './KeptEvolutions.tsx';
import { PlanForm } from './PlanForm.tsx';
import { Population } from './Population.tsx';
import styles from './Teams.module.css';
import { TeamsContext, useTeams, useTeamsState } from './teams-context.ts';

/** A population of teams that evolves: its engine is started once somebody asks for it. */
export function EvolveTeams() {
  const ref = useRef<HTMLDivElement>(null);
  const brought = useStrategyState((state) => state.broughtPlan);
  const [isOpen, setIsOpen] = useState(() => rememberedTeams() !== null);
  const isWanted = isOpen || brought !== null;
  useEffect(() => {
    if (brought !== null || takeWanted('teams')) ref.current?.scrollIntoView({ block: 'start' });
  }, [brought]);
  return (
    <div ref={ref} className={styles['parts']}>
      {isWanted ? (
        <Opened onOpen={() => setIsOpen(true)} />
      ) : (
        <Panel title="Evolve teams">
          <div className={styles['body']}>
            <p className={wheel['text']}>
              A population of teams, each steering how a classifier learns: those that steer best
              when they do not explore have children, and mutations change their networks, what they
              learn by and what they are rewarded for. The best can be kept as a trained team and
              used in a row.
            </p>
            <div className={wheel['line']}>
              <Button look="outlined" onClick={() => setIsOpen(true)}>
                Set an evolution up
              </Button>
            </div>
          </div>
        </Panel>
      )}
    </div>
  );
}

function Opened({ onOpen }: { readonly onOpen: () => void }) {
  const openTeams = useOpenTeams();
  const teams = use(useMemo(() => openTeams(), [openTeams]));
  const lab = useStrategy();
  const brought = useStrategyState((state) => state.broughtPlan);
  useEffect(() => {
    if (brought === null) return;
    teams.readPlan(brought);
    lab.bringPlan(null);
    onOpen();
  }, [teams, lab, brought, onOpen]);
  return (
    <TeamsContext value={teams}>
      <Panel title="Evolve teams">
        <Parts />
      </Panel>
      <Population />
    </TeamsContext>
  );
}

function Parts() {
  const teams = useTeams();
  const notice = useTeamsState((state) => state.notice);
  const isLoading = useTeamsState(({ offer }) => offer === null);
  const failure = useTeamsState(({ status }) =>
    status.kind === 'failed' ? `It failed in ${status.during}: ${status.message}.` : '',
  );
  const isShown = useTeamsState(
    ({ shown, status }) => shown !== null || status.kind === 'starting',
  );
  if (isLoading && failure === '') return <p className={wheel['text']}>The engine is loading …</p>;
  return (
    <div className={styles['body']}>
      {(notice || failure) && (
        <p role="alert" className={wheel['text']}>
          {notice || failure}{' '}
          {notice && <Button onClick={() => teams.notify('')}>All right</Button>}
        </p>
      )}
      {isShown ? (
        <Evolution />
      ) : (
        <>
          <PlanForm />
          <KeptEvolutions />
        </>
      )}
    </div>
  );
}
