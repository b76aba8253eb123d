import { useEffect, useRef, useState } from 'react';
import type { Catalog, EnvironmentEntry, Preset } from '#core/catalog.ts';
import type { Scene } from '#core/scene.ts';
import { encodeLink } from '#protocol/link.ts';
import { useSize } from '../parts/use-size.ts';
import { useLabState } from '../shell/lab-context.ts';
import { resolveColours, useTheme } from '../shell/theme.ts';
import { drawScene, INK_PROPERTIES } from '../stage/draw-scene.ts';
import styles from './PresetCards.module.css';
import { fetchJson } from './recorded-run.ts';

/** Places that are kept until the catalog is there. */
const COMING = [0, 1, 2, 3, 4, 5];

/** Presets by task. They stand in the engine's catalog, so they come when it is there. */
export function PresetCards() {
  const catalog = useLabState((state) => state.catalog);
  const pictures = usePictures();
  return (
    <section aria-labelledby="presets-title" className={styles['presets']}>
      <h2 id="presets-title">Or choose a task, and how to learn it</h2>
      <ul className={styles['cards']} aria-busy={!catalog}>
        {!catalog && COMING.map((i) => <li key={i} className={styles['coming']} />)}
        {catalog?.environments.map((environment) => (
          <Card
            key={environment.id}
            environment={environment}
            presets={catalog.presets.filter(({ config }) => config.environment === environment.id)}
            catalog={catalog}
            scene={pictures?.[environment.id]}
          />
        ))}
      </ul>
    </section>
  );
}

function Card({
  environment,
  presets,
  catalog,
  scene,
}: {
  readonly environment: EnvironmentEntry;
  readonly presets: readonly Preset[];
  readonly catalog: Catalog;
  readonly scene: Scene | undefined;
}) {
  if (presets.length === 0) return null;
  return (
    <li className={styles['card']}>
      <Picture scene={scene} />
      <h3>{environment.title}</h3>
      <p>{environment.summary}</p>
      <div className={styles['ways']}>
        {presets.map((preset) => (
          <a
            key={preset.id}
            href={encodeLink(preset.config, catalog, preset.id)}
            aria-label={preset.title}
            title={preset.summary}
          >
            {way(preset.title, environment.title)}
          </a>
        ))}
      </div>
    </li>
  );
}

/** 'DQN' of 'CartPole with DQN'. */
function way(preset: string, environment: string): string {
  const rest = preset.startsWith(environment) ? preset.slice(environment.length) : preset;
  return rest.replace(/^[\s,]*(with )?/, '');
}

function Picture({ scene }: { readonly scene: Scene | undefined }) {
  const [box, { width, height }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || !scene || width === 0) return;
    const ratio = devicePixelRatio || 1;
    canvas.current.width = Math.round(width * ratio);
    canvas.current.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    // The theme decides the colours.
    const colours = theme && resolveColours(document.body, INK_PROPERTIES);
    drawScene(context, scene, colours, width, height);
  }, [scene, width, height, theme]);
  return (
    <div ref={box} className={styles['picture']} aria-hidden="true">
      <canvas ref={canvas} style={{ width, height }} />
    </div>
  );
}

/** A scene of each environment; null until they are there. Cards can do without. */
function usePictures(): Readonly<Record<string, Scene>> | null {
  const [pictures, setPictures] = useState<Readonly<Record<string, Scene>> | null>(null);
  useEffect(() => {
    fetchJson('pictures.json').then(
      (data) => setPictures(data as Readonly<Record<string, Scene>>),
      () => setPictures({}), // a card without its picture says all that it must
    );
  }, []);
  return pictures;
}
