import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { createMemoryRouter } from "react-router";
import { describe, expect, it } from "vitest";
import { CAPTCHA } from "#host/fake";
import { fakeOps, OPS_PASSWORD } from "#host/fake/ops";
import { Ops, routes } from "./Ops";

function open(place = "/", host = fakeOps()) {
  const router = createMemoryRouter(routes, { initialEntries: [place] });
  render(<Ops host={host} router={router} />);
  return { host, router, user: userEvent.setup() };
}

async function signIn(opened: ReturnType<typeof open>, password = OPS_PASSWORD) {
  const { user } = opened;
  await screen.findByRole("img", { name: "验证码图片" });
  const fill = async (label: RegExp, text: string) => {
    const field = await screen.findByLabelText(label);
    await user.clear(field);
    await user.type(field, text);
  };
  await fill(/^工号/, "operator.a");
  await fill(/^密码\*$/, password);
  await fill(/^验证码/, `${CAPTCHA}{Enter}`);
  return opened;
}

const isAccessible = async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id }) => id)).toEqual([]);
};

describe("the operators' console", () => {
  it("YW-AUTH-01: nobody sees anything before signing in; a wrong password says so and brings a new picture", async () => {
    const opened = open();
    await signIn(opened, "wrong");
    await screen.findByText("AUTH_BAD_CREDENTIALS");
    expect(screen.queryByRole("table")).toBeNull();
    await waitFor(() => {
      expect(opened.host.calls).toEqual(["captcha", "captcha"]);
    });
    await isAccessible();
    await signIn(opened);
    await screen.findByRole("table", { name: "账号列表" });
    await isAccessible();
  });

  it("YW-OPS-01: an account is found and opened, with its people masked", async () => {
    const opened = await signIn(open());
    await screen.findByRole("table", { name: "账号列表" });
    await opened.user.type(screen.getByRole("searchbox"), "贸易{Enter}");
    await waitFor(() => {
      expect(screen.getAllByRole("row")).toHaveLength(2);
    });
    await opened.user.click(screen.getByRole("link", { name: "示例贸易有限公司" }));
    await within(await screen.findByRole("table", { name: "人员" })).findByText("199****0001");
    await isAccessible();
  });

  it("CM-AUD-01: what was done in an account is read page by page, in China time, with names", async () => {
    const opened = await signIn(open("/accounts/00000000-0000-7000-e000-000000000000"));
    const trail = within(await screen.findByRole("table", { name: "操作记录" }));
    trail.getByRole("row", { name: "2025-11-21 09:30 示例甲 auth.sign_in 成功" });
    await opened.user.click(screen.getByRole("button", { name: "更多" }));
    await trail.findByRole("row", { name: "2025-11-21 09:30 — auth.sign_in AUTH_BAD_CREDENTIALS" });
    expect(screen.queryByRole("button", { name: "更多" })).toBeNull();
  });

  it("YW-AUTH-04, YW-OPS-02: locks are lifted; a suspension asks for its reason, and is lifted again", async () => {
    const opened = await signIn(open("/accounts/00000000-0000-7000-e000-000000000000"));
    const { user, host } = opened;
    await user.click(await screen.findByRole("button", { name: "解除密码锁定" }));
    await screen.findByText("密码锁定已解除，可以重新登录。");
    await user.click(screen.getByRole("button", { name: "暂停使用" }));
    const dialog = within(await screen.findByRole("dialog", { name: "暂停使用这个账号？" }));
    expect(dialog.getByRole("button", { name: "暂停使用" })).toHaveProperty("disabled", true);
    await user.type(dialog.getByLabelText(/^原因/), "资料核实中");
    await user.click(dialog.getByRole("button", { name: "暂停使用" }));
    await screen.findByText("已暂停 资料核实中");
    await user.click(screen.getByRole("button", { name: "恢复使用" }));
    await screen.findByText("账号已恢复使用。");
    expect(host.calls).toEqual(["captcha", "unlock F00000001", "suspend", "lift"]);
  });

  it("CM-SEC-02: every computer is signed out after a question; whoever signs out leaves nothing on the page", async () => {
    const opened = await signIn(open("/accounts/00000000-0000-7000-e000-000000000001"));
    const { user, host } = opened;
    await user.click(await screen.findByRole("button", { name: "全部退出登录" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "全部退出登录" }));
    await screen.findByText("所有电脑已退出登录。");
    expect(host.calls).toContain("endSessions F00000002");
    await user.click(screen.getByRole("button", { name: "退出" }));
    await screen.findByRole("heading", { name: "信保平台运营控制台" });
    expect(document.body.textContent).not.toContain("示例贸易");
  });

  it("CM-UI-01: the other language is one press away", async () => {
    const { user } = await signIn(open());
    await user.click(await screen.findByRole("button", { name: "English" }));
    await screen.findByRole("heading", { level: 1, name: "Accounts" });
  });
});
