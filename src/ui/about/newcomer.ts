/** Five tasks for whoever is here for the first time, and what to press. The README has the same. */
export const NEWCOMER: readonly { readonly task: string; readonly steps: readonly string[] }[] = [
  {
    task: 'Find the best agent',
    steps: [
      'On the first page, press “Run it live”.',
      'When all generations are done, press the first agent of the list beside the stage.',
    ],
  },
  {
    task: 'Say which mutation made it',
    steps: [
      'Above the genealogy, press “What made the difference?”.',
      'It says which mutations can be told from chance; often none can.',
    ],
  },
  {
    task: 'Repeat the run',
    steps: [
      'Press “Run again”: the code under “All 20 generations done” will be the same, digit by digit.',
    ],
  },
  {
    task: 'Change one setting and compare',
    steps: [
      'Move “Population” one step.',
      'Press “Restart with changes”, and let it come to its end.',
      'Press “Compare” at the top.',
      'Tick the run before: both curves lie in one chart, and the setting that differs in a table.',
    ],
  },
  {
    task: 'Send it to a friend',
    steps: [
      'Press “Evolve”, then “Share”.',
      'Press “Copy link”: it holds your result, and your friend’s browser can verify it.',
    ],
  },
];
