//! What each command and each argument does, in Chinese and in English, with an example. A test asks for every one.

/// A command in words.
pub(super) struct Words {
    /// What it does, Chinese and English.
    pub(super) about: (&'static str, &'static str),
    /// How it is called.
    pub(super) example: &'static str,
}

/// The command of this path, such as `order list`.
///
/// # Panics
/// For a command without words; the tests ask for all of them.
pub(super) fn of(path: &str) -> Words {
    let found = COMMANDS.iter().find(|(name, ..)| *name == path);
    let (_, zh, en, example) = found.expect("every command has its words, as a test proves");
    Words { about: (zh, en), example }
}

/// An argument of a command, Chinese and English.
///
/// # Panics
/// For an argument without words; the tests ask for all of them.
pub(super) fn of_argument(path: &str, id: &str) -> (&'static str, &'static str) {
    let own = ARGUMENTS
        .iter()
        .find(|(name, ..)| name.rsplit_once('/').is_some_and(|(of, arg)| of == path && arg == id));
    let found = own.or_else(|| ARGUMENTS.iter().find(|(name, ..)| *name == id));
    let (_, zh, en) = found.expect("every argument has its words, as a test proves");
    (zh, en)
}

type Row4 = (&'static str, &'static str, &'static str, &'static str);

/// Path, Chinese, English, example.
const COMMANDS: &[Row4] = &[
    (
        "",
        "信保工作台命令行：在本机加密保险库中起草、导入、核对信保订单",
        "Xinbao Desk on the command line: drafts, imports and checks export orders in an encrypted vault on this computer",
        "xinbao init --recovery-out recovery.txt\nxinbao order new --file order.json --json\nxinbao import ABC123 list.xlsx --dry-run",
    ),
    (
        "init",
        "新建保险库，显示恢复码或写入文件。恢复码只出现这一次。没有系统密钥库时用 --key-file，或用 --password-file 设密码",
        "Make the vault; the recovery code is shown or written to a file, this once. Where there is no keychain, use --key-file, or a password by --password-file",
        "xinbao --data ./vault --key-file ./key init --recovery-out ./recovery.txt",
    ),
    (
        "check",
        "检查号码或文字，每个值一个结果：{value, normalized, ok, problems}",
        "Check numbers or texts, one result per value: {value, normalized, ok, problems}",
        "xinbao check uscc 91330782MA28XXXX0X --json",
    ),
    ("template", "写出导入模板", "Write the import template", "xinbao template 模板.xlsx --currency USD"),
    ("order", "信保订单", "Export orders", "xinbao order list --state draft"),
    (
        "order new",
        "新增订单；文件是数据字典字段名的 JSON 对象，错误的内容会保留并标记",
        "Make an order; the file is a JSON object of data-dictionary fields, wrong texts are kept and marked",
        "echo '{\"buyer_name\":\"SAMPLE BUYER ONE\",\"destination\":\"AE\"}' | xinbao order new --file -",
    ),
    (
        "order edit",
        "修改订单的字段；空文字清空该字段",
        "Change fields of an order; an empty text empties the field",
        "xinbao order edit ABC123 --file changes.json",
    ),
    (
        "order delete",
        "删除暂存订单；可用 undo 或 order restore 找回",
        "Delete a draft; undo or order restore brings it back",
        "xinbao order delete ABC123",
    ),
    ("order restore", "找回已删除的暂存订单", "Bring a deleted draft back", "xinbao order restore ABC123"),
    (
        "order list",
        "列出订单，最近改动的在前",
        "List orders, newest change first",
        "xinbao order list --search 玩具 --state draft --limit 20 --json",
    ),
    (
        "order export-list",
        "把筛选出的订单列表写成 .xlsx（证件号打码）",
        "Write the filtered list of orders to .xlsx, identity numbers masked",
        "xinbao order export-list orders.xlsx --state confirmed",
    ),
    (
        "order show",
        "显示一个订单，可带明细行",
        "Show one order, with its lines if asked",
        "xinbao order show ABC123 --lines --limit 100 --json",
    ),
    (
        "order older",
        "列出服务器上 24 个月以前的订单；新电脑不会自动取回它们",
        "List the server's orders of more than 24 months ago, which a new computer does not get by itself",
        "xinbao order older --json",
    ),
    (
        "order fetch",
        "取回一个 24 个月以前的订单",
        "Fetch one of the orders of more than 24 months ago",
        "xinbao order fetch 01920000-0000-7000-8000-000000000000",
    ),
    ("filter", "保存的筛选", "Saved filters", "xinbao filter list"),
    (
        "filter save",
        "保存一组筛选条件，同名则替换",
        "Save a set of filters under a name, in place of an earlier one",
        "xinbao filter save 本月 --state draft --month 2026-10",
    ),
    ("filter list", "列出保存的筛选", "List the saved filters", "xinbao filter list --json"),
    ("filter delete", "删除保存的筛选", "Delete a saved filter", "xinbao filter delete 本月"),
    ("lines", "交易清单的明细行", "Lines of an order", "xinbao lines add ABC123 --file lines.ndjson"),
    (
        "lines add",
        "添加明细行：JSON 数组或每行一个对象（NDJSON）。错误的行也会添加并标记；--strict 则整批拒绝",
        "Add lines: a JSON array, or one object a line (NDJSON). Wrong lines are added and marked; --strict refuses them all",
        "xinbao lines add ABC123 --file lines.json --json",
    ),
    (
        "lines edit",
        "修改一行的字段",
        "Change fields of one line",
        "echo '{\"amount\":\"8600\"}' | xinbao lines edit ABC123 '#3' --file -",
    ),
    (
        "lines remove",
        "删除明细行；可用 undo 找回",
        "Remove lines; undo brings them back",
        "xinbao lines remove ABC123 '#3' '#4'",
    ),
    (
        "lines find",
        "在一个订单的明细行中查找",
        "Find text in the lines of one order",
        "xinbao lines find ABC123 塑料",
    ),
    (
        "import",
        "把 .xlsx、.xls、.csv 或 .ods 文件导入订单。有错误行且没有 --only-good 时什么都不导入，退出状态 1",
        "Import an .xlsx, .xls, .csv or .ods file into an order. With faulty rows and without --only-good nothing is imported and the exit status is 1",
        "xinbao import ABC123 list.xlsx --dry-run --report errors.xlsx\nxinbao import ABC123 list.csv --encoding gb18030 --map 品名=C",
    ),
    ("imports", "显示订单的导入记录", "Show what was imported into an order", "xinbao imports ABC123 --json"),
    (
        "export",
        "把订单的交易清单写成 .xlsx 或 .csv；原样再导入不会重复",
        "Write an order's lines to .xlsx or .csv; imported again unchanged, nothing doubles",
        "xinbao export ABC123 lines.xlsx",
    ),
    ("undo", "撤销对订单的上一步操作", "Take back the last step on an order", "xinbao undo ABC123"),
    ("redo", "重做刚撤销的一步", "Do the step again that was undone", "xinbao redo ABC123"),
    (
        "history",
        "显示订单的变更记录，新的在前",
        "Show what was done to an order, newest first",
        "xinbao history ABC123 --limit 20",
    ),
    ("backup", "写出加密备份", "Write an encrypted backup", "xinbao backup ./vault.xinbao-backup"),
    ("backups", "列出每日自动备份", "List the daily backups", "xinbao backups --json"),
    (
        "restore",
        "把备份恢复到 --data 指定的空文件夹；用恢复码或 --key-file 打开",
        "Restore a backup into the empty folder of --data; the recovery code or --key-file opens it",
        "xinbao --data ./new restore ./vault.xinbao-backup --password-file recovery.txt",
    ),
    ("doctor", "检查保险库是否完好", "Look the vault over", "xinbao doctor --json"),
    ("lock", "开锁用的 PIN 或密码", "The PIN or password that opens the vault", "xinbao lock set"),
    (
        "lock set",
        "设置 PIN 或密码（6 到 20 个字符），从标准输入或 --password-file 读取",
        "Set a PIN or password of 6 to 20 characters, read from standard input or --password-file",
        "xinbao lock set --password-file new.txt",
    ),
    (
        "lock change",
        "更换 PIN 或密码：先输入旧的，再输入新的，各占一行",
        "Change the PIN or password: the old one first, then the new one, a line each",
        "printf 'old-pin\\nnew-pin\\n' | xinbao lock change",
    ),
    ("lock off", "取消 PIN 或密码", "Remove the PIN or password", "xinbao lock off"),
    (
        "recover",
        "用恢复码重新打开保险库，并让本机今后能直接打开；同时取消 PIN",
        "Open the vault by its recovery code and let this computer open it from now on; this ends a lock",
        "xinbao recover --password-file recovery.txt",
    ),
    ("vaults", "列出本机的保险库", "List the vaults of this computer", "xinbao vaults --json"),
    (
        "outbox",
        "显示等待同步的内容和原因",
        "Show what waits to be synchronised, and why",
        "xinbao outbox --json",
    ),
    (
        "completions",
        "输出命令补全脚本：bash、zsh、fish、powershell",
        "Print a completion script: bash, zsh, fish, powershell",
        "xinbao completions bash > /etc/bash_completion.d/xinbao",
    ),
    (
        "connect",
        "连接服务器，以后的命令都用它。地址为 https；本机的服务器可用 http",
        "Connect this vault to a server for all later commands; by https, or http for a server on this computer",
        "xinbao connect https://desk.example\nxinbao connect https://desk.example --ca ./company-ca.pem",
    ),
    (
        "register",
        "注册第一步：与企业登记信息核对四项内容（企业名称、信用代码、法定代表人姓名、证件号码）",
        "Registration, step 1: have the four values compared with the company registry",
        "echo '{\"company_name\":\"示例进出口有限公司\",\"uscc\":\"91330782TE5T00016T\",\"legal_rep_name\":\"示例甲\",\"legal_rep_doc_no\":\"330782190101010013\"}' | xinbao register --file - --acknowledge RID_AGE_HIGH",
    ),
    (
        "activate",
        "注册第二步：填写企业资料并激活账号。先读密码，再读发到绑定手机的短信验证码，各占一行",
        "Registration, step 2: send the company's data and make the account. Reads the password, then the SMS code that goes to the bound mobile, a line each",
        "xinbao activate --file company.json --password-file password.txt",
    ),
    (
        "sign-in",
        "登录。先读密码，再读图片验证码（图片写入文件）或短信验证码，各占一行",
        "Sign in. Reads the password, then what the captcha shows (the picture is written to a file) or the SMS code, a line each",
        "xinbao sign-in --name 91330782TE5T00016T --password-file password.txt\nxinbao sign-in --sms",
    ),
    ("sign-out", "退出登录；本机数据保留", "Sign out; everything on this computer stays", "xinbao sign-out"),
    (
        "whoami",
        "显示服务器、账号和登录人；连不上服务器时显示最后所知",
        "Show server, account and person; what was last known if the server cannot be reached",
        "xinbao whoami --json",
    ),
    ("password", "登录密码", "The account's password", "xinbao password change"),
    (
        "password change",
        "修改登录密码：旧密码、新密码、再次输入新密码，各占一行。其他设备会退出登录",
        "Change the password: the old one, the new one, and the new one again, a line each. Other devices are signed out",
        "xinbao password change --password-file passwords.txt",
    ),
    (
        "password reset",
        "用短信验证码重设密码：先读图片验证码，再读新密码两次，最后读短信验证码，各占一行。所有设备会退出登录",
        "Reset the password by SMS code: reads what the captcha shows, the new password twice, then the code, a line each. All devices are signed out",
        "xinbao password reset --name 91330782TE5T00016T --mobile 19900000001",
    ),
    (
        "mobile",
        "更换绑定手机：先读密码，再读发到原手机和新手机的验证码，各占一行",
        "Bind another mobile number: reads the password, then the codes to the old and to the new number, a line each",
        "xinbao mobile 19900000003",
    ),
    ("notices", "平台公告和培训", "Notices and training of the platform", "xinbao notices list"),
    (
        "notices list",
        "列出当前公告和客服电话；连不上服务器时显示最后所知",
        "List the present notices and whom to call; what was last known if the server cannot be reached",
        "xinbao notices list --json",
    ),
    (
        "notices read",
        "将一条公告标为已读",
        "Mark a notice as read",
        "xinbao notices read 01920000-0000-7000-8000-000000000000",
    ),
    (
        "remove-data",
        "从本机删除账号数据和备份；有未同步的内容时，需在标准输入中输入“删除”",
        "Remove the account's data and backups from this computer; while anything is not synchronised, 删除 must be typed on standard input",
        "xinbao remove-data",
    ),
    ("devices", "已登录的设备", "Signed-in devices", "xinbao devices list"),
    ("devices list", "列出已登录的设备", "List the signed-in devices", "xinbao devices list --json"),
    (
        "devices revoke",
        "让一台设备退出登录",
        "Sign a device out",
        "xinbao devices revoke 01920000-0000-7000-8000-000000000000",
    ),
    (
        "sync",
        "同步：发送本机的修改，取回服务器的新内容；--watch 持续同步直到 Ctrl+C",
        "Synchronise: send what was changed here, fetch what is new; --watch goes on until Ctrl+C",
        "xinbao sync --json\nxinbao sync --watch",
    ),
    ("attention", "需处理的内容", "What a person must decide", "xinbao attention list"),
    (
        "attention list",
        "列出需处理的内容：原来、本机、服务器三方",
        "List what is to be decided, with its three sides: before, here, at the server",
        "xinbao attention list --json",
    ),
    (
        "attention resolve",
        "处理一项：采用本机、采用服务器，或采用文件中的值",
        "Decide one: take what stands here, what stands at the server, or what a file says",
        "xinbao attention resolve 7f3a91c2d0e4 --take mine\nxinbao attention resolve 7f3a91c2d0e4 --take choices.json",
    ),
];

/// Argument, or `command path/argument` where it means something of its own; Chinese, English.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("data", "保险库的文件夹；默认与桌面程序相同", "The vault's folder; by default the desktop program's"),
    (
        "key_file",
        "密钥文件，64 个十六进制字符；也可用环境变量 XINBAO_KEY_FILE",
        "Key file with 64 hexadecimal characters; also XINBAO_KEY_FILE",
    ),
    (
        "password_file",
        "从该文件第一行读取 PIN、密码或恢复码",
        "Read the PIN, password or recovery code from the first line of this file",
    ),
    (
        "lang",
        "语言：zh 或 en；默认看 LC_ALL、LANG，否则中文",
        "Language: zh or en; by default that of LC_ALL or LANG, else Chinese",
    ),
    ("json", "在标准输出上输出一个 JSON 对象", "Print one JSON object on standard output"),
    (
        "reveal",
        "完整显示证件号、电话和邮箱；会留下审计记录",
        "Show identity numbers, phones and e-mail in full; this is audited",
    ),
    (
        "recovery_out",
        "把恢复码写入新文件（仅本人可读）；不覆盖已有文件",
        "Write the recovery code to a new file that only you can read; an existing file is refused",
    ),
    (
        "check/kind",
        "种类：uscc、resident-id、mobile、passport、declaration、month、password、email、person-name、company-name",
        "One of uscc, resident-id, mobile, passport, declaration, month, password, email, person-name, company-name",
    ),
    (
        "value",
        "要检查的值；只写 - 则从标准输入逐行读取",
        "What to check; a single - reads lines from standard input",
    ),
    (
        "document",
        "证件种类：resident_id（默认）、hmt_permit、prc_card",
        "Kind of document: resident_id (default), hmt_permit, prc_card",
    ),
    ("min_age", "最低周岁年龄", "Least age in whole years"),
    ("today", "按这一天检查；默认今天（中国时间）", "Check as of this day; by default today in China"),
    ("earliest", "明细行中最早的下单月份", "The earliest order month of the lines"),
    ("out", "要写的文件", "The file to write"),
    ("export/out", "要写的文件：.xlsx 或 .csv", "The file to write: .xlsx or .csv"),
    ("currency", "交易清单币种：CNY（默认）或 USD", "Currency of the lines: CNY (default) or USD"),
    (
        "id",
        "订单编号，或其唯一的结尾（草稿号的六个字符）",
        "The order's id, or an ending that only it has, such as the six characters of its draft number",
    ),
    ("attention resolve/id", "编号，或其唯一的结尾", "The id, or an ending that only it has"),
    ("file", "JSON 文件；- 表示标准输入", "A JSON file; - is standard input"),
    ("import/file", "要导入的文件：.xlsx、.xls、.csv、.ods", "The file to import: .xlsx, .xls, .csv, .ods"),
    ("backup/file", "备份文件", "The backup file"),
    ("restore/file", "备份文件", "The backup file"),
    (
        "line",
        "明细行的编号，其唯一的结尾，或 #n 表示第 n 行",
        "A line's id, an ending that only it has, or #n for the n-th line",
    ),
    ("strict", "有错误行则整批拒绝", "Refuse all if one is wrong"),
    ("text", "要查找的文字", "The text to find"),
    (
        "search",
        "查找：订单号、采购商、合同号、备注、报关单号、商户、品名",
        "Find in order number, buyer, contract, remark, declaration number, merchants, goods",
    ),
    ("state", "订单状态：draft、confirmed、declared、voided", "State: draft, confirmed, declared, voided"),
    ("buyer", "采购商姓名（部分）", "Part of the buyer's name"),
    ("passport", "护照号（完整）", "The whole passport number"),
    ("destination", "目的国（地区）：中文名、英文名或代码", "Destination: Chinese or English name, or code"),
    ("link_state", "关联状态：none、partial、all", "Link state: none, partial, all"),
    ("declaration", "报关单号：完整或后 6 位", "Declaration number, whole or its last 6 digits"),
    ("created_from", "创建日期不早于", "Created on this day or later"),
    ("created_to", "创建日期不晚于", "Created on this day or earlier"),
    ("month", "任一明细行的下单月份", "Order month of any line"),
    ("month_from", "任一明细行的下单月份不早于", "Order month of any line, this one or later"),
    ("month_to", "任一明细行的下单月份不晚于", "Order month of any line, this one or earlier"),
    ("merchant", "任一明细行的商户名或手机号", "Merchant's name or phone in any line"),
    (
        "sort",
        "按列排序，如 buyer_name、total_usd、created_at；前面加 - 为降序。默认 -updated_at",
        "Sort by a column such as buyer_name, total_usd, created_at; a - before it turns it around. By default -updated_at",
    ),
    ("saved", "使用保存的筛选", "Use a saved filter"),
    ("name", "筛选名称", "The filter's name"),
    ("limit", "最多显示几条；默认 50", "How many at most; 50 by default"),
    ("offset", "跳过前几条；默认 0", "How many to skip; 0 by default"),
    ("order older/before", "从该订单往前列", "Go on before this order"),
    ("order fetch/id", "order older 列出的编号", "The id of the list of older orders"),
    ("before", "只显示该序号之前的记录", "Only what is older than this number"),
    ("lines", "同时显示明细行", "Show the lines too"),
    ("dry_run", "只检查，不导入", "Check only, import nothing"),
    ("only_good", "只导入正确行，放弃错误行", "Import the good rows, leave the faulty ones out"),
    ("include_duplicates", "也导入疑似重复行", "Import suspected duplicates too"),
    ("replace", "清空后导入", "Replace all lines"),
    ("sheet", "工作表名称", "Name of the sheet"),
    ("map", "指定列，如 品名=C；可多次使用", "Assign a column, such as 品名=C; may be given several times"),
    (
        "encoding",
        "文本编码：utf-8、gb18030、utf-16le、utf-16be",
        "Encoding of the text: utf-8, gb18030, utf-16le, utf-16be",
    ),
    (
        "report",
        "把错误报告写成 .xlsx，改正后可再导入",
        "Write the error report to .xlsx; corrected, it can be imported again",
    ),
    (
        "progress",
        "在标准错误上显示进度，即使不是终端",
        "Show progress on standard error even where it is no terminal",
    ),
    ("shell", "bash、zsh、fish 或 powershell", "bash, zsh, fish or powershell"),
    ("url", "服务器地址", "The server's address"),
    (
        "ca",
        "另外信任该文件中的证书（PEM），用于自建服务器",
        "Trust the certificates of this file too (PEM), for a server of one's own",
    ),
    (
        "plain_http",
        "允许用 http 连接其他电脑：传输内容可被他人读到，只用于测试",
        "Allow http to another computer: others can read what is sent; for tests only",
    ),
    (
        "acknowledge",
        "已看过的警告代码，如 RID_AGE_HIGH；可多次使用",
        "A warning that was seen, such as RID_AGE_HIGH; may be given several times",
    ),
    (
        "register/file",
        "四项内容的 JSON 文件；- 表示标准输入",
        "A JSON file with the four values; - is standard input",
    ),
    (
        "activate/file",
        "企业资料的 JSON 文件：contact_name、mobile、registered_address、agreement_version 等",
        "A JSON file with the company's data: contact_name, mobile, registered_address, agreement_version and others",
    ),
    ("no_send", "不发送验证码，使用之前收到的", "Send no code; use the one that came before"),
    (
        "sign-in/name",
        "信用代码、采购号、绑定手机，或 信用代码/子账号名；默认用上次的",
        "Credit code, purchase number, bound mobile, or credit code/short name; by default the last one used",
    ),
    (
        "lock",
        "今后用登录密码打开本机保险库，无网络也可以（代替 PIN）",
        "Let the account's password open the vault on this computer from now on, also without a network (in place of a PIN)",
    ),
    ("sms", "用短信验证码代替图片验证码", "Use an SMS code in place of the picture"),
    (
        "captcha",
        "图片验证码写入该文件；默认写入临时文件夹",
        "Write the captcha's picture to this file; by default into the temporary folder",
    ),
    (
        "password reset/name",
        "信用代码、采购号，或 信用代码/子账号名",
        "Credit code, purchase number, or credit code/short name",
    ),
    ("mobile", "绑定手机", "The bound mobile number"),
    ("number", "新的手机号码", "The new mobile number"),
    ("notices read/id", "公告列表中的编号", "The id of the list"),
    ("devices revoke/id", "设备列表中的 session_id", "The session_id of the list"),
    ("watch", "持续同步", "Go on synchronising"),
    (
        "take",
        "mine、server，或 JSON 文件：每个冲突一项，\"mine\"、\"server\" 或 {字段: 文字}",
        "mine, server, or a JSON file with one entry for each conflict: \"mine\", \"server\" or {field: text}",
    ),
    (
        "export",
        "把未同步的内容写入该文件，每行一个 JSON 对象；含完整证件号，会留下审计记录",
        "Write what is not synchronised to this file, one JSON object a line; identity numbers stand in full, and this is audited",
    ),
];
