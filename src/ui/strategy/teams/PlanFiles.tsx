import { useRef, useState } from 'react';
import type { TrainingPlan } from '#core/strategy/training-plan.ts';
import { encodeTeamsLink } from '#protocol/teams-link.ts';
import { fileNameOf } from '#store/library/file-name.ts';
import { Button } from '../../parts/Button.tsx';
import { CopyField } from '../../parts/CopyField.tsx';
import { BY_HAND, copyText } from '../../parts/copy-text.ts';
import { download } from '../../parts/download.ts';
import { FileInput } from '../../parts/FileInput.tsx';
import wheel from '../wheel/Wheel.module.css';
import { useTeams } from './teams-context.ts';

/** Takes a plan in from a file, of this page or of the command. */
export function OpenPlan() {
  const teams = useTeams();
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File | undefined) => {
    if (!file) return;
    try {
      teams.readPlan(JSON.parse(await file.text()));
    } catch {
      teams.notify(`“${file.name}” is no plan: it is no JSON.`);
    }
  };
  return (
    <>
      <Button onClick={() => input.current?.click()}>Open a plan…</Button>
      <FileInput
        ref={input}
        label="A plan’s file"
        accept=".json,application/json"
        onChoose={([file]) => void read(file)}
      />
    </>
  );
}

/** Takes a plan to others: as a file, which the command of the repository takes, too, or as a link. */
export function PlanFiles({ plan }: { readonly plan: TrainingPlan }) {
  const [link, setLink] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    const route = encodeTeamsLink(plan);
    if (route === null) return setSaid('This plan is too long for a link: save it as a file.');
    const whole = new URL(route, location.href).href;
    if (await copyText(whole)) return setSaid('The link is in the clipboard.');
    setLink(whole);
    setSaid(BY_HAND);
  };
  return (
    <>
      <Button
        title="A file that npm run strategy:train takes, too"
        onClick={() =>
          download(
            new Blob([`${JSON.stringify(plan, null, 2)}\n`], { type: 'application/json' }),
            `${fileNameOf(plan.name)}.plan.json`,
          )
        }
      >
        Save the plan
      </Button>
      <Button onClick={() => void copy()}>Copy a link to it</Button>
      <span role="status" className={wheel['text']}>
        {said}
      </span>
      {link !== null && <CopyField label="Link to the plan" text={link} />}
    </>
  );
}
