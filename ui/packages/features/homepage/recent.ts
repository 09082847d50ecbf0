import { EVERYTHING } from "#host/forms";
import type { OrderQuery } from "#host/generated";

/** The eight orders that changed last. */
export const RECENT: OrderQuery = {
  filter: EVERYTHING,
  sort: null,
  page: { offset: 0, limit: 8 },
};
