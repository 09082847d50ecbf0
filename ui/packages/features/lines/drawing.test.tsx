import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeHost, orderId, type FakeHost } from "#host/fake";
import { HostProvider } from "#host/HostProvider";
import type { LineColumn } from "#host/generated";
import { useDeskEvents } from "#host/useDeskEvents";
import { TextProvider } from "#text/TextProvider";
import { lineMark } from "./cellState";
import { LineGrid } from "./LineGrid";

// Every row asks once for its mark when it is drawn: so rows are counted.
vi.mock("./cellState", async (original) => {
  const real = await original<{ lineMark: typeof lineMark }>();
  return { ...real, lineMark: vi.fn(real.lineMark) };
});

const order = orderId(0);
const drawn = vi.mocked(lineMark);
/** The rows that were drawn since, each once, by their numbers. */
const rowsDrawn = () => [...new Set(drawn.mock.calls.map(([line]) => line.number))].sort((a, b) => a - b);

function Page({ host }: { host: FakeHost }) {
  const head = useQuery({ queryKey: ["order", order], queryFn: () => host.showOrder(order) });
  useDeskEvents((event) => {
    if (event.kind === "changed") void head.refetch();
  });
  return head.data ? <LineGrid order={order} head={head.data} /> : null;
}

async function shown() {
  const host = fakeHost(1, { lines: 2_000 });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  render(
    <HostProvider host={host}>
      <QueryClientProvider client={client}>
        <TextProvider>
          <Page host={host} />
        </TextProvider>
      </QueryClientProvider>
    </HostProvider>,
  );
  return { host, grid: await screen.findByRole("grid", { name: "交易清单" }) };
}

async function openAt(row: number, column: LineColumn) {
  const { host, grid } = await shown();
  const cell = await waitFor(() => {
    const found = grid.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`);
    if (!found || found.closest('[aria-busy="true"]')) throw new Error("its line has not come");
    return found;
  });
  const user = userEvent.setup();
  await user.click(cell);
  await waitFor(() => {
    expect(rowsDrawn().length).toBeGreaterThan(30);
  });
  drawn.mockClear();
  return { host, user };
}

/** Until so much was written and read, and nothing else is on its way. */
async function settled(host: FakeHost, calls: Partial<FakeHost["calls"]>) {
  await waitFor(() => {
    expect(host.calls).toMatchObject(calls);
  });
  for (let turn = 0; turn < 10; turn += 1)
    await act(async () => {
      await new Promise((done) => setImmediate(done));
    });
  expect(host.calls).toMatchObject(calls);
}

describe("CM-PERF-01: what opening draws", () => {
  it("first the rows that are seen, each once, and those around them when these are painted", async () => {
    const frames: FrameRequestCallback[] = [];
    const wait = vi
      .spyOn(globalThis, "requestAnimationFrame")
      .mockImplementation((frame) => frames.push(frame));
    drawn.mockClear();
    const { host } = await shown();
    await settled(host, { linesPage: 1 });
    // What a screen of 600 pixels has room for between head, entry row and sums.
    expect(rowsDrawn()).toEqual(Array.from({ length: 19 }, (_, at) => at + 1));
    expect(drawn).toHaveBeenCalledTimes(19);
    while (frames.length > 0)
      await act(async () => {
        frames.shift()?.(0);
        await Promise.resolve();
      });
    wait.mockRestore();
    expect(rowsDrawn().length).toBeGreaterThan(30);
  });
});

describe("CM-PERF-01: what a key draws", () => {
  beforeEach(() => {
    drawn.mockClear();
  });

  it("typing into a cell draws no row", async () => {
    const { user } = await openAt(4, "amount");
    await user.keyboard("125");
    expect(rowsDrawn()).toEqual([]);
  });

  it("moving draws the row that is left and the one that is reached", async () => {
    const { user } = await openAt(4, "amount");
    await user.keyboard("{ArrowDown}");
    expect(rowsDrawn()).toEqual([5, 6]);
    expect(drawn).toHaveBeenCalledTimes(2);
  });

  it("storing a cell draws its row and the one that is reached, and reads one page and the sums once", async () => {
    const { host, user } = await openAt(4, "amount");
    const { linesPage: pages = 0, showOrder: heads = 0 } = host.calls;
    await user.keyboard("125{Enter}");
    await settled(host, { typeCell: 1, linesPage: pages + 1, showOrder: heads + 1 });
    expect(rowsDrawn()).toEqual([5, 6]);
    expect(drawn.mock.calls.length).toBeLessThanOrEqual(5);
    await user.keyboard("126{Enter}127{Enter}");
    await settled(host, { typeCell: 3, linesPage: pages + 3 });
    expect(rowsDrawn()).toEqual([5, 6, 7, 8]);
  });
});
