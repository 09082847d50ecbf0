import type { Host } from "../Host";
import type { World } from "./world";

type Calls = Pick<Host, "history" | "importRecords" | "exportOrder">;

/** Changes a page of the history holds. */
const CHANGES = 50;

export function recordCalls(world: World): Calls {
  return {
    history: async (id, next) => {
      const { changes } = world.order(id);
      const from = next === null ? 0 : changes.findIndex((change) => change.seq === next);
      const page = changes.slice(from, from + CHANGES);
      return Promise.resolve({ changes: page, next: changes[from + CHANGES]?.seq ?? null });
    },
    importRecords: async (id) => Promise.resolve(world.order(id).imports),
    exportOrder: async (id) =>
      Promise.resolve(world.save("信保订单.xlsx", world.order(id).content.lines.length)),
  };
}
