import { createEvent, fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeHost, PIN, RECOVERY } from "#host/fake";
import { openDesk } from "./openDesk";

describe("lock screen", () => {
  it("CM-SEC-01: says how many tries are left, opens, and comes back to the same place", async () => {
    const { user } = openDesk("/backups", fakeHost(3, { vault: "locked" }));
    const pin = await screen.findByLabelText("PIN 或密码");
    expect(document.activeElement).toBe(pin);
    await user.type(pin, "000000{Enter}");
    expect((await screen.findByText("LOCAL_LOCK_WRONG")).closest("p")?.textContent).toContain(
      "还可尝试 9 次",
    );
    await user.type(pin, `${PIN}{Enter}`);
    await screen.findByRole("heading", { name: "备份" });
  });

  it("CM-SEC-01: after ten wrong tries only the recovery code opens", async () => {
    const { user } = openDesk("/home", fakeHost(3, { vault: "locked" }));
    const pin = await screen.findByLabelText("PIN 或密码");
    for (let tries = 0; tries < 10; tries += 1) {
      await user.type(pin, "000000{Enter}");
      await screen.findByText(tries < 9 ? `还可尝试 ${9 - tries} 次`.trim() : /只能使用恢复码/, {
        exact: false,
      });
    }
    await screen.findByText("LOCAL_LOCK_SPENT");
    expect(screen.queryByLabelText("PIN 或密码")).toBeNull();
    const code = screen.getByRole("textbox", { name: "恢复码" });
    await user.type(code, "nonsense{Enter}");
    await screen.findByText("LOCAL_KEY_WRONG");
    await user.clear(code);
    await user.type(code, `${RECOVERY.groups.join(" ").toLowerCase()}{Enter}`);
    await screen.findByRole("heading", { name: "继续填写" });
  });

  it("CM-SEC-01: locking from anywhere forgets what was readable, and unlocking shows it again", async () => {
    const host = fakeHost(3);
    await host.setLock(null, PIN);
    const { user, view } = openDesk("/home", host);
    await screen.findByText("示例采购商七");
    await user.keyboard("{Control>}l{/Control}");
    const pin = await screen.findByLabelText("PIN 或密码");
    expect(view.container.textContent).not.toContain("示例采购商七");
    expect(screen.getByText(/^\d\d:\d\d 锁定$/)).toBeTruthy();
    await user.type(pin, `${PIN}{Enter}`);
    await screen.findByText("示例采购商七");
  });

  it("CM-SEC-01: without a lock the shortcut leads to setting one", async () => {
    const { user, router } = openDesk("/home");
    await screen.findByRole("heading", { name: "继续填写" });
    await user.keyboard("{Control>}l{/Control}");
    await screen.findByText("锁屏密码");
    expect(router.state.location.pathname).toBe("/settings/security");
  });
});

describe("CM-ERR-01: a vault that does not open says why, with its code, and what to do", () => {
  it("LOCAL_KEYCHAIN: the recovery code opens it", async () => {
    const { user } = openDesk("/home", fakeHost(3, { vault: "keychain" }));
    await screen.findByText("LOCAL_KEYCHAIN");
    await user.type(screen.getByRole("textbox", { name: "恢复码" }), `${RECOVERY.groups.join("")}{Enter}`);
    await screen.findByRole("heading", { name: "继续填写" });
  });

  it("LOCAL_STORE_DAMAGED: a daily backup is restored", async () => {
    const { user } = openDesk("/home", fakeHost(3, { vault: "damaged" }));
    await screen.findByText("LOCAL_STORE_DAMAGED");
    await user.click((await screen.findAllByRole("button", { name: /^恢复 .* 的备份$/ }))[0] as HTMLElement);
    await screen.findByRole("dialog", { name: "恢复到 2025-03-27 的备份？" });
    await user.type(screen.getByRole("textbox", { name: "恢复码" }), RECOVERY.groups.join(""));
    await user.keyboard("{Enter}");
    await screen.findByRole("heading", { name: "继续填写" });
  });

  it.each(["LOCAL_NEWER", "LOCAL_BUSY", "LOCAL_READ_ONLY", "LOCAL_STORE_FULL", "INTERNAL"])(
    "%s: what to do, the log, and another try",
    async (code) => {
      const host = fakeHost(3);
      host.fail("vaultState", code);
      const { user } = openDesk("/home", host);
      await screen.findByText(code);
      await user.click(screen.getByRole("button", { name: "导出日志" }));
      await screen.findByText(/^日志已保存到/);
      await user.click(screen.getByRole("button", { name: "重试" }));
      await screen.findByRole("heading", { name: "继续填写" });
    },
  );
});

describe("CM-UI-01: Enter that takes a pinyin candidate", () => {
  it("does nothing in the desk's own shortcuts", async () => {
    const { router } = openDesk("/home");
    await screen.findByRole("heading", { name: "继续填写" });
    fireEvent(window, createEvent.keyDown(window, { key: "F1", keyCode: 229 }));
    expect(router.state.location.pathname).toBe("/home");
  });
});
