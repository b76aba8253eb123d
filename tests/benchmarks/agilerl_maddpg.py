"""AgileRL's MADDPG on random transitions of three agents: for each line that is read, makes so many updates and prints
the processor time of one, ms. One thread. Networks as in `agilerl.ts`; names without a number, so that none is shared."""

import sys
import time

import numpy as np
import torch
from agilerl.algorithms import MADDPG
from gymnasium import spaces
from tensordict import TensorDict

WIDTH, OBSERVED, CHOICES = 64, 18, 5
BATCH = int(sys.argv[1])
AGENTS = ["left", "middle", "right"]

torch.set_num_threads(1)
torch.manual_seed(1)

layer = {"hidden_size": [WIDTH]}
team = MADDPG(
    observation_spaces=[spaces.Box(-np.inf, np.inf, (OBSERVED,), np.float32) for _ in AGENTS],
    action_spaces=[spaces.Discrete(CHOICES) for _ in AGENTS],
    agent_ids=AGENTS,
    net_config={"latent_dim": WIDTH, "encoder_config": layer, "head_config": layer},
    batch_size=BATCH,
    device="cpu",
)


def of_each(value):
    return TensorDict({agent: value() for agent in AGENTS}, batch_size=[BATCH])


batch = TensorDict(
    {
        "obs": of_each(lambda: torch.randn(BATCH, OBSERVED)),
        "action": of_each(lambda: torch.softmax(torch.randn(BATCH, CHOICES), dim=1)),
        "reward": of_each(lambda: torch.randn(BATCH, 1)),
        "next_obs": of_each(lambda: torch.randn(BATCH, OBSERVED)),
        "done": of_each(lambda: (torch.rand(BATCH, 1) > 0.9).float()),
    },
    batch_size=[BATCH],
)

print(sum(p.numel() for p in team.actors[AGENTS[0]].parameters()), flush=True)
for line in sys.stdin:
    count = int(line)
    start = time.process_time()
    for _ in range(count):
        team.learn(batch.clone())
    print((time.process_time() - start) / count * 1000, flush=True)
