import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeHost, PIN, RECOVERY } from "#host/fake";
import { openDesk } from "./openDesk";

describe("settings", () => {
  it("CM-UI-01: language, theme, row height and size take effect at once and are remembered", async () => {
    const { user, host } = openDesk("/settings");
    await user.click(await screen.findByRole("radio", { name: "深色" }));
    expect(document.documentElement.dataset.theme).toBe("dark");
    await user.click(screen.getByRole("radio", { name: "宽松" }));
    expect(document.documentElement.dataset.density).toBe("comfortable");
    await user.selectOptions(screen.getByRole("combobox", { name: "大小" }), "150");
    await user.click(screen.getByRole("radio", { name: "English" }));
    await screen.findByRole("heading", { name: "Settings" });
    expect(document.documentElement.lang).toBe("en");
    expect(localStorage.getItem("xinbao.theme")).toBe("dark");
    expect(await host.preferences()).toMatchObject({
      language: "en",
      theme: "dark",
      density: "comfortable",
      scale: 150,
    });
  });

  it("CM-ERR-01: a setting that cannot be written says so and is as before", async () => {
    const host = fakeHost(1);
    host.fail("setPreferences", "FILE_WRITE");
    const { user } = openDesk("/settings", host);
    await user.click(await screen.findByRole("radio", { name: "深色" }));
    await screen.findByText("FILE_WRITE");
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "跟随系统" }).checked).toBe(true);
  });

  it("CM-SEC-01: a lock is set, changed and removed, each with the present one", async () => {
    const { user } = openDesk("/settings/security");
    await user.click(await screen.findByRole("button", { name: "加锁" }));
    const dialog = await screen.findByRole("dialog", { name: "加锁" });
    expect(document.activeElement).toBe(within(dialog).getByLabelText(/^新的 PIN/));
    await user.type(within(dialog).getByLabelText(/^新的 PIN/), "246810");
    await user.type(within(dialog).getByLabelText("再输入一次"), "246810");
    await user.click(within(dialog).getByRole("button", { name: "加锁" }));
    await screen.findByText("已加锁。");

    await user.selectOptions(screen.getByRole("combobox", { name: "自动锁定" }), "15");
    await user.click(screen.getByRole("button", { name: "更改" }));
    await user.type(await screen.findByLabelText("现在的 PIN 或密码"), "111111");
    await user.type(screen.getByLabelText(/^新的 PIN/), PIN);
    await user.type(screen.getByLabelText("再输入一次"), PIN);
    const answer = () => within(screen.getByRole("dialog")).getByRole("button", { name: "更改" });
    await user.click(answer());
    await screen.findByText("LOCAL_LOCK_WRONG");
    expect(screen.getByLabelText("现在的 PIN 或密码").getAttribute("aria-invalid")).toBe("true");
    await user.clear(screen.getByLabelText("现在的 PIN 或密码"));
    await user.type(screen.getByLabelText("现在的 PIN 或密码"), "246810");
    await user.click(answer());
    await screen.findByText("锁屏密码已更新。");

    await user.click(screen.getByRole("button", { name: "取消锁屏密码" }));
    await screen.findByRole("dialog", { name: "取消锁屏密码？" });
    await user.keyboard("{Escape}");
    await waitFor(() => {
      expect(screen.queryByRole("dialog")).toBeNull();
    });
    await user.click(screen.getByRole("button", { name: "取消锁屏密码" }));
    await user.type(await screen.findByLabelText("现在的 PIN 或密码"), `${PIN}{Enter}`);
    await screen.findByText("锁屏密码已取消。");
  });

  it("CM-SEC-01: a new recovery code asks for the present PIN and is checked", async () => {
    const host = fakeHost(1);
    await host.setLock(null, PIN);
    const { user } = openDesk("/settings/security", host);
    await user.click(await screen.findByRole("button", { name: "生成新的恢复码" }));
    await user.type(await screen.findByLabelText("现在的 PIN 或密码"), `${PIN}{Enter}`);
    await screen.findByRole("heading", { name: "保存好您的恢复码" });
    expect(screen.getByRole("region", { name: "恢复码" }).textContent).toContain(RECOVERY.groups[0]);
  });

  it("CM-SEC-04: about can be read, copied, and the log exported", async () => {
    const { user, host } = openDesk("/settings/about");
    await user.click(await screen.findByRole("button", { name: "复制以上信息" }));
    expect(host.clipboard()?.text).toContain("0.3.0");
    await user.click(screen.getByRole("button", { name: "导出日志" }));
    await screen.findByText(/^已保存到/);
  });
});

describe("backups", () => {
  it("CM-SEC-01: lists the daily ones, makes one elsewhere, and restores one after its question", async () => {
    const { user } = openDesk("/backups");
    const list = await screen.findByRole("table", { name: "自动备份" });
    expect(within(list).getAllByRole("rowheader")).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "立即备份" }));
    await screen.findByText(/^已备份到/);
    await user.click(within(list).getByRole("button", { name: "恢复 2025-03-26 的备份" }));
    const dialog = await screen.findByRole("dialog", { name: "恢复到 2025-03-26 的备份？" });
    const code = within(dialog).getByRole("textbox", { name: "恢复码" });
    expect(document.activeElement).toBe(code);
    await user.type(code, RECOVERY.groups.join("-"));
    await user.click(within(dialog).getByRole("button", { name: "恢复" }));
    await screen.findByText("已恢复。");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it.each(["BACKUP_TYPE", "BACKUP_DAMAGED", "FILE_READ", "LOCAL_NEWER"])(
    "CM-ERR-01: %s is said in the question, which stays",
    async (code) => {
      const host = fakeHost(1);
      host.fail("restoreBackup", code);
      const { user } = openDesk("/backups", host);
      await user.click(await screen.findByRole("button", { name: "从文件恢复" }));
      await user.type(await screen.findByRole("textbox", { name: "恢复码" }), "anything{Enter}");
      await screen.findByText(code);
      expect(screen.getByRole("dialog")).toBeTruthy();
    },
  );

  it("CM-ERR-01: a backup that cannot be written says so", async () => {
    const host = fakeHost(1);
    host.fail("backUp", "FILE_WRITE");
    const { user } = openDesk("/backups", host);
    await user.click(await screen.findByRole("button", { name: "立即备份" }));
    await screen.findByText("FILE_WRITE");
  });
});
