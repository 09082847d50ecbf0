import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { asProblem } from "#host/Host";
import type { OrderRow, ProblemView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { confirm } from "#kit/confirm";
import { toast } from "#kit/toast";
import { unsavedNow } from "#kit/unsaved";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import { useOrderName } from "./OrderMarks";

/** Seconds in which a deleted order can be taken back by the toast (YW-ORD-07). */
const UNDO_FOR = 10;

export interface OrderCommands {
  create: (then?: "import") => Promise<ProblemView | null>;
  duplicate: (id: string) => Promise<ProblemView | null>;
  /** Asks, deletes, and offers to take it back; the offer survives leaving the page. */
  remove: (row: OrderRow) => Promise<ProblemView | null>;
  exportOrder: (id: string, withPassport: boolean) => Promise<ProblemView | null>;
}

/** What is done to whole orders from the list and from their page. Each answers why it was refused, if it was. */
export function useOrderCommands(): OrderCommands {
  const host = useHost();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { lang, text } = useText();
  const orderName = useOrderName();
  const changed = () => client.invalidateQueries({ queryKey: ["orders"] });

  const attempt = async (work: () => Promise<void>): Promise<ProblemView | null> => {
    try {
      await work();
      return null;
    } catch (error) {
      return asProblem(error);
    }
  };

  const restore = async (id: string) => {
    const problem = await attempt(async () => {
      await host.restoreOrder(id);
      await changed();
    });
    if (problem) toast.show({ text: `${sentence(problem, lang)} ${problem.code}` });
  };

  return {
    create: (then) =>
      attempt(async () => {
        const id = await host.createOrder();
        void changed();
        await navigate(then === "import" ? `/orders/${id}/import` : `/orders/${id}`);
      }),
    duplicate: (id) =>
      attempt(async () => {
        const copy = await host.duplicateOrder(id);
        void changed();
        await navigate(`/orders/${copy}`);
      }),
    remove: async (row) => {
      const words = text.orders.remove;
      const name = orderName(row);
      const answer = await confirm({
        title: words.question(name),
        text: words.what(grouped(row.line_count)),
        answers: [
          { key: "keep", label: words.keep },
          { key: "delete", label: words.answer, tone: "danger" },
        ],
      });
      if (answer === "keep") return null;
      return attempt(async () => {
        await host.deleteOrder(row.id);
        // A line that was typed into it is answered for as well: leaving asks no second time.
        for (const unsaved of await unsavedNow()) await unsaved.discard();
        await navigate("/orders");
        await changed();
        toast.show({
          text: words.done(name),
          seconds: UNDO_FOR,
          undo: { label: words.undo, run: () => void restore(row.id) },
        });
      });
    },
    exportOrder: (id, withPassport) =>
      attempt(async () => {
        const file = await host.exportOrder(id, withPassport);
        if (file)
          toast.show({
            text: `${text.orders.exporting.orderDone(grouped(file.rows))}：${file.path}`,
          });
      }),
  };
}
