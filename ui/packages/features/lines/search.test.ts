import { expect, it } from "vitest";
import { lastBefore } from "./search";

it("finds the last hit below a place with few questions", async () => {
  const sets: number[][] = [[], [1], [7], [1, 2, 3], [5, 90_000], [99_999], [3, 50_000, 50_001, 100_000]];
  for (const hits of sets)
    for (const limit of [1, 2, 4, 8, 50_001, 100_001]) {
      let asked = 0;
      const next = (after: number) => {
        asked += 1;
        return Promise.resolve(hits.find((hit) => hit > after) ?? hits[0] ?? null);
      };
      const expected = hits.filter((hit) => hit < limit).at(-1) ?? null;
      expect([hits, limit, await lastBefore(limit, next)]).toEqual([hits, limit, expected]);
      expect(asked).toBeLessThan(40);
    }
});
