import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeHost, RECOVERY } from "#host/fake";
import { openDesk } from "./openDesk";

type User = ReturnType<typeof openDesk>["user"];

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const press = async (user: User, name: string | RegExp) => {
  await user.click(await button(name));
};

/** Types the two groups that are asked for. */
async function checkCode(user: User, change = (group: string) => group) {
  for (const field of await screen.findAllByLabelText(/^第 \d 组$/)) {
    const label = document.querySelector(`label[for="${field.id}"]`)?.textContent ?? "";
    const at = Number(/\d/.exec(label)?.[0]) - 1;
    await user.clear(field);
    await user.type(field, change(RECOVERY.groups[at] ?? ""));
  }
}

describe("first run", () => {
  it("CM-SEC-01: language, local mode, a recovery code that is checked, no lock, and the first order", async () => {
    const { user, host, router } = openDesk("/home", fakeHost(0, { vault: "missing" }));
    await screen.findByRole("heading", { name: "选择界面语言" });
    await press(user, "继续");
    const server = screen.getByRole<HTMLInputElement>("radio", { name: "连接服务器" });
    expect(server.checked).toBe(false);
    await press(user, "继续");
    await screen.findByRole("heading", { name: "保存好您的恢复码" });
    const voucher = screen.getByRole("region", { name: "恢复码" });
    expect(within(voucher).getAllByRole("listitem")).toHaveLength(6);
    await press(user, "复制");
    expect(host.clipboard()?.text).toBe(RECOVERY.groups.join("-"));
    expect((await button("继续")).hasAttribute("disabled")).toBe(true);
    await checkCode(user, () => "ZZZZZ");
    expect(await screen.findAllByText("与上面的恢复码不一致")).toHaveLength(2);
    // As people type from paper: small letters, a blank between.
    await checkCode(user, (group) => `${group.slice(0, 2)} ${group.slice(2).toLowerCase()}`);
    await press(user, "继续");
    await screen.findByRole("heading", { name: "要加锁屏密码吗？" });
    expect(host.calls.recoveryKept).toBe(1);
    await press(user, "先不加");
    await press(user, "新增第一单");
    await screen.findByRole("heading", { name: "外贸公司信保采购登记" });
    expect(router.state.location.pathname).toMatch(/^\/orders\/.+/);
  });

  it("YW-REG-01: whoever chose a server is led to it when the vault is made", async () => {
    const { user, router } = openDesk("/start", fakeHost(0, { vault: "missing" }));
    await press(user, "继续");
    await user.click(await screen.findByRole("radio", { name: "连接服务器" }));
    await press(user, "继续");
    await screen.findByRole("heading", { name: "保存好您的恢复码" });
    await checkCode(user, (group) => group);
    await press(user, "继续");
    await press(user, "先不加");
    await press(user, "连接服务器");
    await screen.findByLabelText(/^服务器地址/);
    expect(router.state.location.pathname).toBe("/account");
  });

  it("CM-SEC-01, CM-UI-01: in English, with a lock whose rules are said where they are broken", async () => {
    const { user, host } = openDesk("/start", fakeHost(0, { vault: "missing" }));
    await user.click(await screen.findByRole("radio", { name: "English" }));
    await press(user, "Continue");
    await press(user, "Continue");
    for (const field of await screen.findAllByLabelText(/^Group \d$/)) {
      const label = document.querySelector(`label[for="${field.id}"]`)?.textContent ?? "";
      await user.type(field, RECOVERY.groups[Number(/\d/.exec(label)?.[0]) - 1] ?? "");
    }
    await press(user, "Continue");
    const pin = await screen.findByLabelText("PIN or password");
    await user.type(pin, "123");
    await user.type(screen.getByLabelText("Once more"), "123{Enter}");
    expect((await screen.findByText("LOCAL_LOCK_FORMAT")).closest("p")?.getAttribute("role")).toBe("alert");
    expect(pin.getAttribute("aria-invalid")).toBe("true");
    await user.type(pin, "456");
    await user.type(screen.getByLabelText("Once more"), "456{Enter}");
    await press(user, "To the home page");
    await screen.findByRole("heading", { name: "Go on with" });
    expect(host.calls.setLock).toBe(2);
  });

  it("CM-SEC-01: a failed making says why and stays", async () => {
    const host = fakeHost(0, { vault: "missing" });
    host.fail("createVault", "LOCAL_STORE_FULL");
    const { user } = openDesk("/start", host);
    await press(user, "继续");
    await press(user, "继续");
    await screen.findByText("LOCAL_STORE_FULL");
    await press(user, "继续");
    await screen.findByRole("heading", { name: "保存好您的恢复码" });
  });

  it("CM-SEC-01: a backup is the other way in, and a wrong code says so", async () => {
    const { user } = openDesk("/start", fakeHost(3, { vault: "missing" }));
    await press(user, "继续");
    await user.click(screen.getByRole("radio", { name: "从备份恢复" }));
    await press(user, "继续");
    const code = await screen.findByRole("textbox", { name: "恢复码" });
    await user.type(code, "0000");
    await press(user, "选择备份文件并恢复");
    await screen.findByText("LOCAL_KEY_WRONG");
    await user.clear(code);
    await user.type(code, RECOVERY.groups.join("-"));
    await press(user, "选择备份文件并恢复");
    await screen.findByRole("heading", { name: "继续填写" });
  });

  it("CM-SEC-01: a vault whose code was never checked asks again, with a new code", async () => {
    const host = fakeHost(1);
    await host.renewRecovery(null);
    const { user } = openDesk("/orders", host);
    await screen.findByRole("heading", { name: "恢复码还没有核对过" });
    await press(user, "生成恢复码");
    await checkCode(user);
    await press(user, "继续");
    await screen.findByRole("heading", { name: "继续填写" });
    expect(host.calls.recoveryKept).toBe(1);
  });
});
