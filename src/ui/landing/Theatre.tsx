import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { generationIndex, generationNumber } from '#core/generation-number.ts';
import { sceneReader } from '#core/scene-track.ts';
import type { RecordedGeneration, Recording } from '#protocol/recording.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { KeyButton } from '../genealogy/KeyButton.tsx';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useSize } from '../parts/use-size.ts';
import { resolveColours, useTheme } from '../shell/theme.ts';
import { drawScene, INK_PROPERTIES } from '../stage/draw-scene.ts';
import { ControlTile } from './ControlTile.tsx';
import { LineageDrawing } from './LineageDrawing.tsx';
import { bestOf, type RecordedRun } from './recorded-run.ts';
import { firstRate, ratesOf, rescueSentence } from './rescue.ts';
import styles from './Theatre.module.css';
import { Tile } from './Tile.tsx';
import { type Part, partAt, stepsAt, timetable } from './timetable.ts';
import { usePlayback } from './use-playback.ts';

/** A recorded run plays, and below it its control, which does not evolve; fitness and descent grow at the foot. */
export function Theatre({ run }: { readonly run: RecordedRun }) {
  const { recording, history } = run;
  const parts = useMemo(() => timetable(recording), [recording]);
  const [at, setAt] = useState(0);
  const theme = useTheme();
  const [box, { width }] = useSize<HTMLDivElement>();
  const tiles = useRef<(HTMLElement | null)[]>([]);
  const controlTiles = useRef<(HTMLElement | null)[]>([]);
  const { generations, control } = recording;
  const paint = usePainter(recording, generations, tiles, width, theme);
  const paintControl = usePainter(recording, control.generations, controlTiles, width, theme);

  const duration = parts.at(-1)?.to ?? 0;
  const playback = usePlayback(duration, (seconds) => {
    const now = partAt(parts, seconds);
    const part = parts[now];
    if (!part) return;
    paint(part, seconds);
    paintControl(part, seconds);
    if (now !== at) setAt(now);
  });
  // Another size or theme, or agents of another generation: the same moment again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `paint`, `paintControl` and `at` are what asks for it.
  useEffect(() => playback.seek(playback.time.current), [paint, paintControl, at]);

  const part = parts[at] ?? { generation: 0, kind: 'play' };
  const { generation, kind } = part;
  const selecting = kind === 'select';
  const last = generation === history.generations - 1;
  const best = history.summaries[generation]?.max ?? Number.NaN;
  return (
    <section aria-label="A recorded run" className={styles['theatre']}>
      <p className={styles['point']}>{rescueSentence(run)}</p>
      <h2 className={styles['row']}>
        <span className={styles['line']} data-control={false} aria-hidden="true" />
        Evolution
        <span>
          learning rate <strong>{ratesOf(run, generation)}</strong>
        </span>
      </h2>
      <div ref={box} className={styles['tiles']}>
        {Array.from({ length: history.size(generation) }, (_, slot) => (
          <Tile
            // A place on the stage, whoever takes it.
            // biome-ignore lint/suspicious/noArrayIndexKey: places have nothing else.
            key={slot}
            ref={(element) => {
              tiles.current[slot] = element;
            }}
            run={run}
            generation={generation}
            slot={slot}
            selecting={selecting}
          />
        ))}
      </div>
      <h2 className={styles['row']}>
        <span className={styles['line']} data-control={true} aria-hidden="true" />
        Without evolution
        <span>
          learning rate <strong>{shortNumber(firstRate(run))}</strong>
        </span>
      </h2>
      <div className={styles['control']}>
        {control.generations[generation]?.fitness.map((fitness, slot) => (
          <ControlTile
            // Places are never shared or swapped.
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is an agent.
            key={slot}
            ref={(element) => {
              controlTiles.current[slot] = element;
            }}
            slot={slot}
            fitness={selecting ? fitness : undefined}
          />
        ))}
      </div>
      <LineageDrawing
        run={run}
        generation={generation}
        evaluated={selecting}
        finished={last && selecting}
      />
      <div className={styles['controls']}>
        <Button
          square
          aria-label={playback.playing ? 'Pause the recording' : 'Play the recording'}
          title={playback.playing ? 'Pause' : 'Play'}
          onClick={() => {
            if (playback.playing) return playback.pause();
            if (playback.time.current >= duration) playback.seek(0);
            playback.play();
          }}
        >
          <Icon name={playback.playing ? 'pause' : 'play'} />
        </Button>
        <input
          type="range"
          aria-label="Generation of the recording"
          min={1}
          max={history.generations}
          value={generationNumber(generation)}
          aria-valuetext={`generation ${generationNumber(generation)}, highest fitness ${shortNumber(best)}`}
          onChange={(event) => {
            const to = parts.find(
              (p) => p.generation === generationIndex(Number(event.target.value)),
            );
            if (to) playback.seek(to.from);
          }}
        />
        <p className={styles['now']}>
          generation <strong>{generationNumber(generation)}</strong>
          {selecting && (
            <>
              {' · fittest '}
              <strong>{shortNumber(best)}</strong>
              <span>
                , without evolution{' '}
                {shortNumber(bestOf(control.generations[generation]?.fitness ?? []))}
              </span>
            </>
          )}
        </p>
        <KeyButton algorithm={recording.algorithm} />
      </div>
    </section>
  );
}

/** Draws all agents of a generation straight into their tiles, at a time of the recording. */
function usePainter(
  recording: Recording,
  generations: readonly Pick<RecordedGeneration, 'plays'>[],
  tiles: { readonly current: readonly (HTMLElement | null)[] },
  /** Width of all tiles together; when it changes, theirs have. */
  width: number,
  theme: string,
) {
  const readers = useMemo(
    () =>
      generations.map(({ plays }) =>
        plays.map(({ track }) => sceneReader(recording.template, track)),
      ),
    [recording, generations],
  );
  return useCallback(
    (part: Part, seconds: number) => {
      if (width === 0) return;
      // The theme decides the colours.
      const colours = theme ? resolvedInks(theme) : resolvedInks('');
      const plays = generations[part.generation]?.plays ?? [];
      for (const [slot, play] of plays.entries()) {
        const tile = tiles.current[slot];
        const canvas = tile?.querySelector('canvas');
        const context = canvas?.getContext('2d');
        const reader = readers[part.generation]?.[slot];
        if (!tile || !canvas || !context || !reader) continue;
        const ratio = devicePixelRatio || 1;
        const { clientWidth: w, clientHeight: h } = canvas;
        if (canvas.width !== Math.round(w * ratio) || canvas.height !== Math.round(h * ratio)) {
          canvas.width = Math.round(w * ratio);
          canvas.height = Math.round(h * ratio);
        }
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        const steps = stepsAt(recording, play, part, seconds);
        drawScene(context, reader.at(steps / recording.stepsPerScene), colours, w, h);
        const { maxSteps } = recording.environment;
        tile.style.setProperty('--stood', String(steps / maxSteps));
        tile.dataset['fallen'] = String(steps >= play.length && play.length < maxSteps);
      }
    },
    [recording, generations, readers, tiles, width, theme],
  );
}

const inks = new Map<string, ReturnType<typeof resolveColours<(typeof INK_PROPERTIES)[number]>>>();

/** Asking the browser for colours costs a layout: once per theme. */
function resolvedInks(theme: string) {
  const known = inks.get(theme);
  if (known) return known;
  const found = resolveColours(document.body, INK_PROPERTIES);
  inks.set(theme, found);
  return found;
}
