import type { Device } from '#compute/device.ts';
import type { ControllerSettings } from '#core/strategy/controller-settings.ts';
import type { StateElement } from '#core/strategy/state-settings.ts';
import { openAdditive } from './additive/additive.ts';
import { openBandits } from './bandits/bandits.ts';
import type { Controller, ControllerContext } from './controller.ts';
import { openDqn } from './dqn/dqn.ts';
import { openPlanned } from './planned.ts';

/**
 * Opens a controller by its settings; `elements`: the meaning of each number of a state. Networks are computed on the
 * device.
 */
export function openController(
  settings: ControllerSettings,
  context: ControllerContext,
  elements: readonly StateElement[],
  device: Device,
): Controller {
  switch (settings.kind) {
    case 'static':
    case 'drawn':
    case 'random':
      return openPlanned(settings, context);
    case 'bandits':
      return openBandits(settings, context);
    case 'additive':
      return openAdditive(settings, context);
    case 'dqn':
      return openDqn(settings, context, elements, device);
  }
}
