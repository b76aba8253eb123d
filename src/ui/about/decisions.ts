/** Differences between the playground and AgileRL 2.9, in plain words. */
export const DECISIONS: readonly {
  readonly matter: string;
  readonly there: string;
  readonly here: string;
  readonly why: string;
}[] = [
  {
    matter: 'Fitness that is compared',
    there: 'The last evaluation; a mean of several in older versions.',
    here: 'The mean of the last evaluations of the lineage; how many is a setting, 1 at first.',
    why: 'Averaging is what helps against noise, so it should be a choice.',
  },
  {
    matter: 'Agents whose numbers break',
    there: 'A fitness that is not a number sorts as the best and takes over.',
    here: 'It ranks last, the agent is marked as diverged, and nothing of it that is not a number enters the memory that all share.',
    why: 'A broken agent must not become everyone’s parent.',
  },
  {
    matter: 'Ties',
    there: 'Left to the sorting routine.',
    here: 'The lower place in the population wins.',
    why: 'Runs can only be repeated if nothing is left to chance but chance.',
  },
  {
    matter: 'The elite',
    there: 'Mutated like all others unless switched off.',
    here: 'Passed on unchanged unless switched on.',
    why: 'What is best so far should not be lost to an unlucky change.',
  },
  {
    matter: 'Descent',
    there: 'Parents are not recorded.',
    here: 'Every child has a parent, a mutation, and what it changed from what to what.',
    why: 'It is what this page is for.',
  },
  {
    matter: 'Mutations that cannot be applied',
    there:
      'Nothing changes, yet the optimizer is reset and the label stays; taking a layer off a network of one adds nodes.',
    here: 'Of the kind of mutation drawn, only what can be applied to the policy is drawn; if nothing can, the child is a plain copy. Other networks whose limits it would leave stay as they are.',
    why: 'The change that is named has to be the change that was made.',
  },
  {
    matter: 'Limits of networks',
    there: 'Some are allowed themselves, others are not.',
    here: 'All are allowed themselves: a change may end exactly on one.',
    why: 'A limit that is stated should hold.',
  },
  {
    matter: 'Whole-number hyperparameters',
    there: 'Rounded down, so that small ones stick or only shrink.',
    here: 'Rounded, and moved by at least one in the drawn direction, within their range.',
    why: 'A value of 1 must be able to grow again.',
  },
  {
    matter: 'The optimizer after a mutation',
    there: 'Made anew; its moments are lost.',
    here: 'Moments stay with every weight that survives, and new weights begin with the mean second moment of those beside them; a new learning rate resets nothing.',
    why: 'A child should go on learning where its parent was. From a second moment of zero, late in training, new weights would take steps of up to 6.5 times the learning rate.',
  },
  {
    matter: 'A learning rate shared by several optimizers',
    there: 'Only the first follows a mutation.',
    here: 'All follow.',
    why: 'They were declared to share it.',
  },
  {
    matter: 'Layer normalisation after a change of width',
    there: 'Starts again.',
    here: 'Kept where the layers overlap, as any other weight.',
    why: 'Starting again undoes what was learned.',
  },
  {
    matter: 'New units',
    there: 'Random.',
    here: 'Random, or made so that the network still computes the same; a setting. Where layer normalisation follows they are random all the same.',
    why: 'Growth that disturbs nothing can be compared with growth that does.',
  },
  {
    matter: 'Hyperparameters of the first agents',
    there: 'Values and ranges are one object for all of them.',
    here: 'Ranges belong to the run, values to each agent.',
    why: 'One agent’s change must not reach another.',
  },
  {
    matter: 'Time limits',
    there: 'Every episode leaves a false transition in memory.',
    here: 'An end by the task and an end by the clock are kept apart; after the clock the value goes on.',
    why: 'The agent would learn that time running out is its fault.',
  },
  {
    matter: 'Returns over several steps',
    there: 'Offered; cut when any environment of a group ends.',
    here: 'Not offered: targets look one step ahead. PPO and IPPO weigh all lengths by their trace λ.',
    why: 'Such returns hold a discount, and the memory is shared by agents whose discounts may differ.',
  },
  {
    matter: 'Advantages in PPO',
    there: 'Cut one step late at the end of an episode.',
    here: 'Cut where the episode ends.',
    why: 'It is the formula of the paper.',
  },
  {
    matter: 'Evaluation in PPO',
    there: 'Actions are sampled.',
    here: 'The likeliest action, unless sampling is chosen.',
    why: 'Fitness should measure what was learned, not the dice.',
  },
  {
    matter: 'Target actions in DDPG and TD3',
    there: 'Clipped to the environment’s bounds, though the critic is trained on −1 to 1.',
    here: '−1 to 1 throughout, scaled at the environment.',
    why: 'The critic should be asked what it was taught.',
  },
  {
    matter: 'An encoder shared by actor and critic',
    there: 'PPO shares it unless told not to; DDPG and TD3 offer it, but do not share in fact.',
    here: 'A choice in PPO, off at first. Others do not offer it.',
    why: 'What the critic learns should disturb the actor only where that is wanted, and a setting that does nothing misleads.',
  },
  {
    matter: 'Stopping early',
    there: 'Not before 100 generations.',
    here: 'As soon as the champion’s mean over all fresh episodes that it has played reaches the target.',
    why: 'Many tasks are solved long before, and a fitness that was lucky once is no reason to stop.',
  },
  {
    matter: 'Order within a generation',
    there: 'One agent after the other; the first starts with an empty memory.',
    here: 'All side by side, step by step; where there is a memory, they share it from the first step on.',
    why: 'No agent should be better off for its place in a list.',
  },
  {
    matter: 'Random numbers',
    there: 'Three sources for the whole program.',
    here: 'One seed; every number is drawn under a key that says what it is for.',
    why: 'That is how the same link gives the same run.',
  },
  {
    matter: 'Steps per update from memory',
    there:
      'Rounded to whole steps of all environments: with 8 of them, 5 and 8 are the same, and so are 9 and 15.',
    here: 'Counted in environment steps, whatever the number of environments; what is left over counts on.',
    why: 'A mutation of this hyperparameter should change something.',
  },
  {
    matter: 'Minibatches from memory',
    there: 'Without repetition while the memory is small, with repetition afterwards.',
    here: 'Always with repetition.',
    why: 'It is what most implementations do, and every agent can draw without asking the others.',
  },
  {
    matter: 'Evaluation episodes',
    there: 'Each agent starts from states of its own.',
    here: 'All agents of a generation play the same episodes; in a tournament of Connect Four, each other; where one side’s return is fitness, against the other sides of all agents.',
    why: 'Fitness should differ by what agents do, not by luck.',
  },
  {
    matter: 'Clipping of PPO’s values',
    there: 'By the same 0.2 as the policy.',
    here: 'A setting of its own, 10 at first.',
    why: 'Returns are far larger than ratios; a clip of 0.2 slows the critic down.',
  },
  {
    matter: 'Rollouts whose length does not divide a generation',
    there: 'A generation is as many whole rollouts as cover its steps.',
    here: 'PPO and IPPO divide the steps of a generation into rollouts of one length, as few as there can be of at most the length set (rounded up to whole steps of all environments), and learn from all of them.',
    why: 'All agents make and use the same number of steps, so that no length is better for how it divides them; and no rollout is a remainder of a few steps.',
  },
  {
    matter: 'Advantages in IPPO',
    there: 'Normalised over each minibatch.',
    here: 'Normalised over the rollout, for the players of a network together, as in PPO.',
    why: 'How much a step counts should not depend on what it was shuffled with.',
  },
  {
    matter: 'Target actions in MATD3',
    there: 'As the targets choose them.',
    here: 'Those that are numbers are blurred by noise of deviation 0.2 at first; a setting, 0 for none.',
    why: 'It is one of the three cures of the paper.',
  },
  {
    matter: 'Evaluation of teams',
    there: 'MADDPG and MATD3 keep the Gumbel noise by which choices are explored.',
    here: 'The choice with the greatest output. In IPPO it may be drawn instead; a setting.',
    why: 'Fitness should measure what was learned, not the dice.',
  },
];
