import { useEffect, useRef, useState } from 'react';
import type { Split } from '#core/strategy/domain.ts';
import type { DataFacts } from '#core/strategy/figures.ts';
import type { DataConfig } from '#core/strategy/strategy-config.ts';
import type { DataPreview } from '#protocol/strategy-images.ts';
import { Panel } from '../../parts/Panel.tsx';
import { TableToggle } from '../../parts/TableToggle.tsx';
import { ClassTable } from './ClassTable.tsx';
import { CoOccurrence } from './CoOccurrence.tsx';
import { DataSlider } from './DataSlider.tsx';
import { FrequencyCurve } from './FrequencyCurve.tsx';
import { Pixels } from './Pixels.tsx';
import styles from './Stage.module.css';

/** Images that are asked for. */
const SHOWN = 12;
/** The last edit rests so long before the data is looked at again, ms. */
const REST_MS = 180;

export interface DataStageProps {
  /** Settings of the data. One may be no number while it is typed. */
  readonly data: DataConfig;
  readonly seed: number;
  /** The last answer; null: there is none yet. */
  readonly preview: DataPreview | null;
  /** True when the images are in this browser; drawn ones always are. */
  readonly isHere: boolean;
  /** Asks what the data that is set up is like, with its first so many images. */
  readonly onAsk: (images: number) => void;
  /** Sets fields of the set-up, by path. */
  readonly onSet: (values: Readonly<Record<string, unknown>>) => void;
}

/** Images that classifiers will learn from, how often each class comes, and which come together; it follows edits. */
export function DataStage({ data, seed, preview, isHere, onAsk, onSet }: DataStageProps) {
  const [asTable, setAsTable] = useState(false);
  useAsking(JSON.stringify([data, seed, isHere]), onAsk);
  const isDrawn = data.kind !== 'own';
  const digest = isDrawn ? null : data.digest;
  const facts = useLastFacts(preview, digest);
  const move = { data, onSet };
  return (
    <Panel
      title="What they learn from"
      className={styles['stage']}
      aside={
        facts && (
          <TableToggle
            name="The data set"
            asTable={asTable}
            onToggle={() => setAsTable(!asTable)}
          />
        )
      }
    >
      <Counts data={data} facts={facts} />
      {asTable && facts ? (
        <ClassTable facts={facts} />
      ) : (
        <div className={styles['parts']}>
          <section aria-label="Training images">
            <h3>Training images, and what each shows</h3>
            <Samples preview={preview} facts={facts} digest={digest} />
            {isDrawn && (
              <div className={styles['sliders']}>
                <DataSlider name="clutter" {...move} />
                <DataSlider name="texture" {...move} />
              </div>
            )}
          </section>
          <section aria-label="How often each class comes">
            <h3>How often each class comes</h3>
            <FrequencyCurve facts={facts} data={data} onSet={onSet} />
          </section>
          <section aria-label="Which classes come together">
            <h3>Which classes come together</h3>
            <CoOccurrence facts={facts} count={data.classes} images={data.images.train} />
            {isDrawn && (
              <div className={styles['sliders']}>
                <DataSlider name="coOccurrence" {...move} />
              </div>
            )}
          </section>
        </div>
      )}
    </Panel>
  );
}

/** Asks at once, and again when an edit has come to rest. `asked`: all that the answer depends on. */
function useAsking(asked: string, onAsk: DataStageProps['onAsk']): void {
  const ask = useRef(onAsk);
  ask.current = onAsk;
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another set-up is asked for.
  useEffect(() => {
    const timer = setTimeout(() => ask.current(SHOWN), isFirst.current ? 0 : REST_MS);
    isFirst.current = false;
    return () => clearTimeout(timer);
  }, [asked]);
}

/** Returns the last known facts: while a set-up has problems, those before it stay; of own images only their own. */
function useLastFacts(preview: DataPreview | null, digest: string | null): DataFacts | null {
  const last = useRef<DataPreview | null>(null);
  if (preview?.facts) last.current = preview;
  return last.current?.digest === digest ? last.current.facts : null;
}

/** Numbers of images, by what they are for. */
function Counts({ data, facts }: { readonly data: DataConfig; readonly facts: DataFacts | null }) {
  const images = (split: Split) => Number(data.images[split]).toLocaleString('en-US');
  return (
    <dl className={styles['counts']}>
      <div>
        <dt>classes</dt>
        <dd>{facts ? facts.classes.length : data.classes}</dd>
      </div>
      <div>
        <dt>training images</dt>
        <dd>{images('train')}</dd>
      </div>
      <div>
        <dt>validation images, by which is decided</dt>
        <dd>{images('validation')}</dd>
      </div>
      <div>
        <dt>test images, looked at once</dt>
        <dd>{images('test')}</dd>
      </div>
      <div>
        <dt>labels an image</dt>
        <dd>{facts ? facts.labelsPerImage.toFixed(1) : '–'}</dd>
      </div>
    </dl>
  );
}

/** The first training images with their labels; room for them while they are drawn. */
function Samples({
  preview,
  facts,
  digest,
}: {
  readonly preview: DataPreview | null;
  readonly facts: DataFacts | null;
  /** Digest of own images; null: they are drawn. */
  readonly digest: string | null;
}) {
  const last = useRef(preview);
  if (preview && preview.images.length > 0) last.current = preview;
  const isTheirs = last.current?.digest === digest;
  const { images, size } = (isTheirs && last.current) || { images: [], size: 0 };
  if (digest !== null && images.length === 0)
    return (
      <p className={styles['words']}>These images are shown once they are open in this browser.</p>
    );
  const names = (labels: readonly number[]) =>
    labels.map((index) => facts?.classes[index] ?? '').join(', ') || 'none of the classes';
  return (
    <ul className={styles['samples']}>
      {Array.from({ length: SHOWN }, (_, at) => {
        const image = images[at];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an image is its place.
          <li key={at}>
            {image ? (
              <>
                <Pixels pixels={image.pixels} size={size} label={`Training image ${at + 1}`} />
                <p title={names(image.labels)}>{names(image.labels)}</p>
              </>
            ) : (
              <>
                <div className={styles['imageRoom']} />
                <p />
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
