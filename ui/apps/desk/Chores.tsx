import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Outlet, useNavigate } from "react-router";
import { lockedNow } from "#features/start/lockedNow";
import { vaultQuery } from "#features/start/vaultQuery";
import type { DeskEvent, ProblemView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useCommand } from "#host/useCommand";
import { useDeskEvents } from "#host/useDeskEvents";
import { act, actOnKey, useAction } from "#kit/actions";
import { confirm } from "#kit/confirm";
import { grouped } from "#kit/figures";
import { unsavedNow } from "#kit/unsaved";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { useAutoLock } from "./useAutoLock";
import { useStarted } from "./useStarted";

/** What a query's key begins with where no change of data can make it stale. */
const SETTLED = ["preferences", "countries", "about", "registration"];

/** What a query's key begins with that tells how this computer stands with the server. */
const OF_SYNC = ["connection", "sync", "outbox", "attention"];

/** What the desk does without a place of its own: hears Rust and the keys, and asks before typed things are lost. */
export function Chores() {
  const host = useHost();
  const client = useQueryClient();
  const goto = useNavigate();
  const { lang, text } = useText();
  const askLeave = useAskLeave();

  useDeskEvents((event: DeskEvent) => {
    switch (event.kind) {
      case "changed":
        void client.invalidateQueries({
          predicate: ({ queryKey }) => !SETTLED.includes(String(queryKey[0])),
        });
        break;
      case "sync":
        void client.invalidateQueries({ predicate: ({ queryKey }) => OF_SYNC.includes(String(queryKey[0])) });
        break;
      case "vault_closed":
        // Nothing that was readable stays in the page's memory.
        client.removeQueries({
          predicate: ({ queryKey }) => !["preferences", "vault"].includes(String(queryKey[0])),
        });
        void client.invalidateQueries(vaultQuery(host));
        break;
      case "menu":
        act(event.id === "edit.find" ? "find" : event.id);
        break;
      case "close_asked":
        // First of all: from then on the window waits for as long as the person thinks.
        void host.heard();
        void askLeave().then((leave) => host.closeWindow(leave));
        break;
      case "summoned":
        void host.heard();
        break;
      case "import":
      case "drag_over":
      case "dropped":
        // The page that it concerns hears it itself.
        break;
    }
  });

  useEffect(() => {
    window.addEventListener("keydown", actOnKey);
    return () => {
      window.removeEventListener("keydown", actOnKey);
    };
  }, []);
  useAction("program.home", () => void goto("/home"));
  useAction("program.help", () => void goto("/help"));
  useAction("program.settings", () => void goto("/settings"));
  const vault = useQuery(vaultQuery(host));
  const isOpen = vault.data?.state === "open" && vault.data.recovery_kept;
  const hasLock = vault.data?.has_lock ?? false;
  // Asked for by a key, a refusal has no place of its own on the page.
  const refused = (problem: ProblemView) => {
    const answers = [{ key: "understood", label: text.frame.understood }] as const;
    void confirm({ title: text.frame.refused, text: `${sentence(problem, lang)} ${problem.code}`, answers });
  };
  const create = useCommand("createOrder", { done: (id) => void goto(`/orders/${id}`), refused });
  const lock = useCommand("lockVault", { refused });
  useAction(
    "order.new",
    isOpen
      ? () => {
          create.run();
        }
      : null,
  );
  useAction(
    "program.lock",
    isOpen
      ? () => {
          // A vault without a lock would open again by itself: the way leads to setting one.
          if (!hasLock) return void goto("/settings/security");
          // What was typed a moment ago is on the disk before nothing can be written any more.
          void unsavedNow().then(() => {
            lockedNow(false);
            lock.run();
          });
        }
      : null,
  );

  useAutoLock();
  useStarted();
  return <Outlet />;
}

/** YW-NAV-04: asks only if something typed is not added. Answers whether to leave. */
function useAskLeave(): () => Promise<boolean> {
  const host = useHost();
  const { text } = useText();
  /** Work that no server has yet is safe here, and seen nowhere else: that is worth a question. */
  const askUnsent = async () => {
    const waiting = await host.syncState().then(
      (state) => state.waiting,
      // A vault that is locked or broken closes as it is.
      () => 0,
    );
    const isJoined = waiting > 0 && (await host.connection()).server !== null;
    if (!isJoined) return true;
    const answer = await confirm({
      title: text.sync.closeTitle(grouped(waiting)),
      text: text.sync.closeText,
      answers: [
        { key: "stay", label: text.sync.closeStay },
        { key: "close", label: text.sync.closeAnyway, tone: "primary" },
      ],
    });
    return answer === "close";
  };
  return async () => {
    const unsaved = await unsavedNow();
    if (unsaved.length === 0) return askUnsent();
    const answer = await confirm({
      title: text.frame.unsavedTitle,
      text: text.frame.unsavedText,
      answers: [
        { key: "keep", label: text.frame.unsavedKeep },
        { key: "discard", label: text.frame.unsavedDiscard, tone: "danger" },
        { key: "cancel", label: text.frame.unsavedCancel },
      ],
    });
    switch (answer) {
      case "keep":
        unsaved[0]?.resume?.();
        return false;
      case "discard":
        await Promise.all(unsaved.map(async (one) => one.discard()));
        return askUnsent();
      case "cancel":
        return false;
    }
  };
}
