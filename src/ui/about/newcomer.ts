/** A thing to try, and the presses it takes. */
export interface Task {
  readonly task: string;
  readonly steps: readonly string[];
}

/** Five tasks for whoever is here for the first time. The README has the same. */
export const NEWCOMER: readonly Task[] = [
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

/** Five more, for the strategy lab. The README has the same. */
export const STRATEGY_NEWCOMER: readonly Task[] = [
  {
    task: 'See which recipe finds the rare classes',
    steps: [
      'Press “Strategy” at the top: a recorded run plays.',
      'At its end look at “On the test images”: “Tail AP” is the rarest classes, and who leads there is not who leads in mAP.',
    ],
  },
  {
    task: 'Send a result to a friend',
    steps: [
      'Choose the preset “Coloured shapes, in a hurry”, press “Play”, and let it come to its end.',
      'Press “Share”, then “Copy link”: your friend presses “Verify”, and every interval is compared bit for bit.',
    ],
  },
  {
    task: 'Make the rare classes rarer and compare',
    steps: [
      'In the set-up open “Labels” and set “Long tail” to 4.',
      'Press “Run again”, and let it come to its end.',
      'Press “Compare” at the top, and tick both runs: every classifier of both is in one table, and below it what differs.',
    ],
  },
  {
    task: 'See why a team decided',
    steps: [
      'Press “Strategy”, choose the preset “A trained team steers”, and press “Run again”.',
      'After the first interval press a colour in a lane of “First team”: “Why this choice?” says it in words and bars.',
    ],
  },
  {
    task: 'Take the wheel for one decision',
    steps: [
      'Under “Take the wheel” press “At the next decision”.',
      'When the run stops, choose another loss and press “Go on”.',
      '“What came of it” says how far that interval brought the classifier.',
    ],
  },
];
