/** Sentences that say what the strategy lab is, and is not. */
export const WHAT_IT_IS =
  'A re-implementation in the spirit of MAT-Agent (Zhang, Cai, Fan, Liu and Wang, NeurIPS 2025), at the scale of a page: classifiers of some ten thousand numbers on drawn images of 32 px, not a ResNet-101 on COCO. No figure of the paper is claimed. Classifiers train side by side, each under its own augmentation, optimizer, schedule and loss: chosen once, drawn by hand, drawn at random, decided by a team of agents that learns while it decides, or tried out by a search over several of them.';

/**
 * Points that the paper leaves open, each with the choice made here (MAT-Agent, NeurIPS 2025, arXiv 2510.17845, and
 * its code).
 */
export const LEFT_OPEN: readonly (readonly [open: string, here: string])[] = [
  [
    'What an agent sees, how its network is built and how it learns. The sections that are to say so do not exist; the text has four DQNs, the abstract bandits, and the code bandits that see nothing.',
    'All of these can be chosen for a team, each marked with its source. One run has too few decisions for a network to learn much from: a fixed recipe and chance belong beside every team.',
  ],
  [
    'Which choices each agent has. The text names examples, the tables use others, and the code switches only optimizer and loss.',
    'Eight to ten choices a seat, the paper’s own among them, each with its source. Those that are offered first are few.',
  ],
  [
    'What happens to the optimizer when it is switched. The code begins it anew and leaves the schedule with the old one.',
    'Its moments are carried over. The new one has its own learning rate at once, times the schedule’s factor at that point of the run; a new schedule, loss or augmentation comes in over some updates (0: at once).',
  ],
  [
    'On which scale losses are. In the code one is a sum and another a mean, 2,560 times apart.',
    'Each loss is brought to the scale of binary cross entropy before the first update.',
  ],
  [
    '“Standard” is SGD at a learning rate of 0.01: for a network that was trained before, on other images.',
    'Classifiers here begin from nothing, so theirs is 0.1, as networks that do have it (He et al. 2016). The paper’s own can be chosen, as “SGD, heavy ball”.',
  ],
  [
    '“Dual-rate averages” stand in the abstract alone, without a definition; the code has one average of the weights.',
    'Two averages of the weights over the updates, a fast and a slow one; both are tested beside the weights themselves.',
  ],
  [
    'By which images the agents are rewarded and the best model is chosen. The code uses the test images.',
    'Decisions see the validation images. The test images are looked at once, at the end.',
  ],
  [
    'Numbers: mAP on COCO after 47 epochs is 67.3 in one place and above 90 in another; most have no error bars.',
    'They are not compared with. Shapes of curves and orders of recipes can be, on images that are drawn here.',
  ],
  [
    'Curiosity is the error with which the next state is foretold; no network for it is given, and the whole system has 92.8 with it in one table and 93.4 in another.',
    'A small forward model of the state that learns while the run goes on. It weighs what the paper says, or nothing.',
  ],
  [
    '“Rare-F1” is reported throughout and defined nowhere.',
    'The F1 of the tail: of the quarter of the classes that come least often in training.',
  ],
  [
    'LARS and a warm-up are chosen in the figures, and are missing among the choices that are listed.',
    'Both are offered.',
  ],
  [
    'The conclusion speaks of channels and attention between the agents; the supplement calls them a vision for the future. What the attention weights of one figure are is not said.',
    'The agents of a team share the reward. Whether one sees what those before it have chosen, or their values are added up, can be set; attention there is none.',
  ],
  [
    'How many images the searches saw that the paper compares with (PBT, BOHB and others), and how many its agents did, is not said.',
    'Rows of a search train in every interval, so together they see exactly as many images as the same number of fixed recipes. PBT and PB2 copy classifiers with all that belongs to them. A trial of the others begins with the first weights, and its schedule runs over the most training that its method gives one; a row that waits trains on as it is. What counts is the one classifier that the search chose by the validation images. In ten pairs the team that comes with the page, whose one classifier sees an eighth of the images, ended ahead of the best of eight random recipes (+9.7 [+5.7, +13.8]), ASHA (+8.8 [+5.2, +12.4]), TPE (+19.6 [+16.2, +23.0]) and PB2 (+5.1 [+1.7, +8.5]), and could not be told from PBT (+3.3 [−0.5, +7.1]).',
  ],
  [
    'What adaptation saves is 47 %, 41.25 % or 36.5 % of the time, by the section; decisions come until epoch 100 of a protocol of 50.',
    'Nothing is said of time saved. How many decisions a run has is set, and counted.',
  ],
];
