import type { EngineClient } from '#protocol/client.ts';
import styles from './AboutPage.module.css';
import { GLOSSARY } from './glossary.ts';
import { MeasureMachine } from './MeasureMachine.tsx';
import { NEWCOMER, STRATEGY_NEWCOMER, type Task } from './newcomer.ts';
import { Pictures } from './pictures/Pictures.tsx';
import { Terms } from './Term.tsx';

export function AboutPage({ openEngine }: { readonly openEngine: () => EngineClient }) {
  return (
    <main id="main" tabIndex={-1} className={styles['about']}>
      <h1>A population that learns and evolves, in your browser</h1>
      <p className={styles['lead']}>
        Reinforcement learning depends on settings that nobody knows beforehand: how fast to learn,
        how large a network to use, how much to explore. Here a population of agents learns side by
        side, and evolution looks for those settings while they learn. Nothing is sent anywhere;
        everything is computed on your machine.
      </p>

      <Pictures />

      <section aria-labelledby="newcomer">
        <h2 id="newcomer">Five things to try first</h2>
        <Tasks tasks={NEWCOMER} />
      </section>

      <section aria-labelledby="newcomer-strategy">
        <h2 id="newcomer-strategy">Five things to try in the strategy lab</h2>
        <Tasks tasks={STRATEGY_NEWCOMER} />
      </section>

      <section aria-labelledby="exact">
        <h2 id="exact">The same again, and where it differs</h2>
        <p>
          <Terms text="The genealogy records who descends from whom and what each mutation changed, so that one can see how the champion came to be. A run is decided by its settings and its seed alone: on the wasm device the same link gives the same run, bit for bit, in every browser, on every machine, with any number of threads." />
        </p>
        <p>
          The method is that of AgileRL, an open-source library.{' '}
          <a href="#/about/agilerl">Where this differs from AgileRL, and why</a>
        </p>
        <p>
          The strategy lab is in the spirit of MAT-Agent, a paper of 2025.{' '}
          <a href="#/about/mat-agent">What it leaves open, and what was chosen</a>
        </p>
      </section>

      <section aria-labelledby="reading">
        <h2 id="reading">Reading with care</h2>
        <p>
          <Terms text="Fitness is measured in few episodes and is noisy; a child that does better than its parent may have been lucky, and it has trained longer too. Most agents of a generation are fresh mutants, so the mean of a population says little about how far it has come: look at the best and the median. One seed is one story. Try several before you believe it." />
        </p>
      </section>

      <section aria-labelledby="measure">
        <h2 id="measure">Measure this machine</h2>
        <MeasureMachine openEngine={openEngine} />
      </section>

      <section aria-labelledby="glossary">
        <h2 id="glossary">Glossary</h2>
        <dl className={styles['glossary']}>
          {GLOSSARY.map(([term, words]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </section>

      <section aria-labelledby="accessibility">
        <h2 id="accessibility">Accessibility</h2>
        <p>
          Everything works from the keyboard; press <kbd>?</kbd> for the list of keys. The genealogy
          is a tree that can be walked with the arrow keys, and each move is spoken. Every chart has
          a table beside it. Kinds of mutation differ by shape as well as by colour, and the colours
          were chosen to stay apart under the common colour-vision deficiencies. Light and dark
          colours follow your system until you choose. Nothing but the agent at play moves by
          itself, and with reduced motion no transition is shown.
        </p>
      </section>

      <section aria-labelledby="licences">
        <h2 id="licences">Licences</h2>
        <p>
          The playground is free software under the MIT licence.{' '}
          <a href="licences.txt">The licences of what it is built from</a>
        </p>
      </section>
    </main>
  );
}

const Tasks = ({ tasks }: { readonly tasks: readonly Task[] }) => (
  <ol className={styles['tasks']}>
    {tasks.map(({ task, steps }) => (
      <li key={task}>
        <h3>{task}</h3>
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </li>
    ))}
  </ol>
);
