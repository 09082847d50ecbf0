import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter } from "react-router";
import { describe, expect, it } from "vitest";
import { CAPTCHA, PASSWORD } from "#host/fake";
import { fakeOps, OPERATOR } from "#host/fake/ops";
import { Ops, routes } from "./Ops";

function open(place = "/", host = fakeOps()) {
  const router = createMemoryRouter(routes, { initialEntries: [place] });
  render(<Ops host={host} router={router} />);
  return { host, router, user: userEvent.setup() };
}

async function signIn(opened: ReturnType<typeof open>, password = PASSWORD) {
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

const FIRST = "/accounts/00000000-0000-7000-e000-000000000000";

describe("the operators' console", () => {
  it("YW-AUTH-01: nobody sees anything before signing in; a wrong password says so and brings a new picture", async () => {
    const opened = open();
    await signIn(opened, "wrong");
    await screen.findByText("AUTH_BAD_CREDENTIALS");
    expect(screen.queryByRole("table")).toBeNull();
    expect(screen.queryByRole("navigation")).toBeNull();
    await waitFor(() => {
      expect(screen.getByRole("img", { name: "验证码图片" }).dataset.captcha).toBe("captcha-2");
    });
    await signIn(opened);
    await screen.findByRole("table", { name: "账号列表" });
  });

  it("YW-OPS-01: accounts are found by text, kind and state; the address has it, and one press clears it", async () => {
    const { user, router } = await signIn(open());
    await screen.findByRole("table", { name: "账号列表" });
    await user.type(screen.getByRole("searchbox"), "贸易{Enter}");
    await waitFor(() => {
      expect(screen.getAllByRole("row")).toHaveLength(2);
    });
    await user.selectOptions(screen.getByLabelText("状态"), "已暂停");
    await screen.findByText("没有找到账号。");
    expect(new URLSearchParams(router.state.location.search).get("state")).toBe("suspended");
    await user.click(screen.getByRole("button", { name: "清除" }));
    await user.selectOptions(await screen.findByLabelText("类型"), "外贸公司");
    await waitFor(() => {
      expect(screen.getAllByRole("row")).toHaveLength(4);
    });
    await user.click(screen.getByRole("link", { name: "示例贸易有限公司" }));
    await within(await screen.findByRole("table", { name: "人员" })).findByText("199****0001");
  });

  it("CM-AUD-01: what was done in an account is read page by page, in China time, with names; filters narrow it", async () => {
    const { user } = await signIn(open(FIRST));
    const trail = within(await screen.findByRole("table", { name: "操作记录" }));
    trail.getByRole("row", { name: "2025-11-21 09:30 示例甲 登录 成功 000000aa" });
    await user.click(screen.getByRole("button", { name: "更多" }));
    await trail.findByRole("row", {
      name: "2025-11-21 09:30 示例甲 修改角色 role clerk → finance 成功 000000aa",
    });
    expect(screen.queryByRole("button", { name: "更多" })).toBeNull();
    await user.click(screen.getByLabelText("只看未成功的"));
    await waitFor(() => {
      expect(within(screen.getByRole("table", { name: "操作记录" })).getAllByRole("row")).toHaveLength(2);
    });
    screen.getByText("AUTH_BAD_CREDENTIALS");
    await user.selectOptions(screen.getByLabelText("操作"), "修改角色");
    await screen.findByText("没有符合筛选的记录。");
  });

  it("YW-AUTH-04, YW-OPS-02: locks are lifted; a suspension asks for its reason, and is lifted again", async () => {
    const { user, host } = await signIn(open(FIRST));
    await user.click(await screen.findByRole("button", { name: "解除密码锁定" }));
    await screen.findByText("密码锁定已解除，可以重新登录。");
    await user.click(screen.getByRole("button", { name: "暂停使用" }));
    const dialog = within(await screen.findByRole("dialog", { name: "暂停使用这个账号？" }));
    expect(dialog.getByRole("button", { name: "暂停使用" })).toHaveProperty("disabled", true);
    await user.type(dialog.getByLabelText(/^原因/), "资料核实中{Enter}");
    await screen.findByText("已暂停 资料核实中");
    await user.click(screen.getByRole("button", { name: "恢复使用" }));
    await screen.findByText("账号已恢复使用。");
    await user.click(screen.getByRole("button", { name: "关闭账号" }));
    const last = within(await screen.findByRole("dialog", { name: "永久关闭这个账号？" }));
    await user.type(last.getByLabelText(/^原因/), "公司注销{Enter}");
    await screen.findByText("账号已关闭。");
    await waitFor(() => {
      expect(screen.queryByRole("button", { name: "暂停使用" })).toBeNull();
    });
    expect(host.calls).toEqual(["unlock F00000001", "suspend", "lift", "close"]);
  });

  it("YW-OPS-03: a lost mobile is replaced with its reason; what is refused stands in the dialog", async () => {
    const { user, host } = await signIn(open(FIRST));
    await user.click(await screen.findByRole("button", { name: "更换手机：示例甲" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText(/^新手机号/), "1990000000");
    await user.type(dialog.getByLabelText(/^原因/), "电话核实，工单 17");
    await user.click(dialog.getByRole("button", { name: "更换手机" }));
    await dialog.findByText("PHONE_FORMAT");
    await user.type(dialog.getByLabelText(/^新手机号/), "2");
    await user.click(dialog.getByRole("button", { name: "更换手机" }));
    await screen.findByText("手机已更换，下次登录时验证。");
    expect(host.calls).toEqual(["replaceMobile 01 19900000002 电话核实，工单 17"]);
  });

  it("YW-AUTH-08: staff get a one-time password from their colleagues, shown once", async () => {
    const { user, host } = await signIn(open("/accounts/00000000-0000-7000-e000-0000000000f0"));
    await user.click(await screen.findByRole("button", { name: "给“operator.a”发一次性密码" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "发一次性密码" }));
    await screen.findByText("one-time-7K4M");
    await user.click(screen.getByRole("button", { name: "知道了" }));
    expect(screen.queryByText("one-time-7K4M")).toBeNull();
    expect(host.calls).toEqual(["givePassword f0"]);
  });

  it("YW-HELP-02: a notice is published, changed and taken back; what is wrong with it is said at its field", async () => {
    const { user, host } = await signIn(open("/notices"));
    await screen.findByText("还没有公告。");
    await user.click(screen.getByRole("button", { name: "新增公告" }));
    const dialog = within(await screen.findByRole("dialog", { name: "新增公告" }));
    await user.click(dialog.getByRole("button", { name: "发布" }));
    await dialog.findByText("FIELD_REQUIRED");
    await user.type(dialog.getByLabelText(/^标题/), "服务器维护");
    await user.type(dialog.getByLabelText(/^正文/), "周日 02:00 至 04:00");
    await user.type(dialog.getByLabelText(/^最后一天/), "2000-01-01");
    await user.click(dialog.getByRole("button", { name: "发布" }));
    await dialog.findByText("DATE_RANGE");
    await user.clear(dialog.getByLabelText(/^最后一天/));
    await user.type(dialog.getByLabelText(/^最后一天/), "2099-01-01");
    await user.click(dialog.getByRole("button", { name: "发布" }));
    await screen.findByText("公告已发布。");
    await user.click(await screen.findByRole("button", { name: "修改“服务器维护”" }));
    const change = within(await screen.findByRole("dialog"));
    await user.type(change.getByLabelText(/^标题/), "推迟");
    await user.click(change.getByRole("button", { name: "保存" }));
    await user.click(await screen.findByRole("button", { name: "撤回“服务器维护推迟”" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "撤回" }));
    await screen.findByText("已撤回");
    expect(host.calls).toEqual(["publish notice", "changeNotice notice-0", "withdraw notice-0"]);
  });

  it("YW-OPS-04: a parameter is set from a day on; a value outside of its bounds is refused with them", async () => {
    const { user, host } = await signIn(open("/parameters"));
    await user.click(await screen.findByRole("button", { name: "修改“照片保留天数”" }));
    const dialog = within(await screen.findByRole("dialog"));
    const value = dialog.getByLabelText(/^新值/);
    await user.clear(value);
    await user.type(value, "5");
    await user.click(dialog.getByRole("button", { name: "保存" }));
    await dialog.findByText("PARAM_RANGE");
    await user.clear(value);
    await user.type(value, "365");
    await user.clear(dialog.getByLabelText(/^生效日期/));
    await user.type(dialog.getByLabelText(/^生效日期/), "2099-01-01");
    await user.click(dialog.getByRole("button", { name: "保存" }));
    await screen.findByText("“照片保留天数”已设置。");
    await screen.findByText("2099-01-01 起 365");
    expect(host.calls).toEqual(["setParameter picture_days 365"]);
  });

  it("CM-SEC-02: every computer is signed out after a question; whoever signs out leaves nothing on the page", async () => {
    const { user, host } = await signIn(open("/accounts/00000000-0000-7000-e000-000000000001"));
    await user.click(await screen.findByRole("button", { name: "全部退出登录" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "全部退出登录" }));
    await screen.findByText("所有电脑已退出登录。");
    expect(host.calls).toContain("endSessions F00000002");
    await user.click(screen.getByRole("button", { name: "退出" }));
    await screen.findByRole("heading", { level: 1, name: "登录" });
    expect(document.body.textContent).not.toContain("示例贸易");
  });

  it("CM-SEC-02: a session that the server ends leads to the sign-in, with its reason and nothing else", async () => {
    const { host } = await signIn(open());
    await screen.findByRole("table", { name: "账号列表" });
    host.end("AUTH_SESSION_REVOKED");
    await screen.findByText("AUTH_SESSION_REVOKED");
    expect(document.body.textContent).not.toContain("示例贸易");
  });

  it("YW-NAV-03: a reviewer sees what a reviewer may do; a first password is changed before anything else", async () => {
    const person = { ...OPERATOR.person, role: "reviewer", rights: ["review"], must_change_password: true };
    const { user } = await signIn(open("/", fakeOps({ ...OPERATOR, person })));
    await screen.findByText("这是一次性密码，请先改为您自己的密码。");
    expect(screen.queryByRole("navigation")).toBeNull();
    await user.type(screen.getByLabelText(/^原密码/), PASSWORD);
    await user.type(screen.getByLabelText(/^新密码/), "sample-2026");
    await user.type(screen.getByLabelText(/^确认新密码/), "sample-2026{Enter}");
    await screen.findByText("您的岗位在这里还没有可办的事项。");
    const links = within(screen.getByRole("navigation")).getAllByRole("link");
    expect(links.map(({ textContent }) => textContent)).toEqual(["登录的电脑", "密码修改"]);
  });

  it("CM-UI-01: the other language is one press away, and stays in this browser; so does the theme", async () => {
    const { user } = await signIn(open());
    await user.click(await screen.findByRole("button", { name: "English" }));
    await screen.findByRole("heading", { level: 1, name: "Accounts" });
    await user.selectOptions(screen.getByLabelText("Look"), "Dark");
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect([localStorage.getItem("xinbao.lang"), localStorage.getItem("xinbao.theme")]).toEqual([
      "en",
      "dark",
    ]);
  });
});
