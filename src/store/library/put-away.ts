/** Time after which what was put away, as a run that was deleted, is deleted for good, ms. */
export const PUT_AWAY = 60 * 60 * 1000;
