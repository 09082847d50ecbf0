//! The recovery code on its way to a person: shown in groups, or written to a text file of their choice.

use std::path::Path;

use desk::keys::RecoveryCode;
use values::Day;

use super::files;
use crate::views::RecoveryView;

/// The customary name of the file.
pub(super) const FILE_NAME: &str = "信保工作台恢复码.txt";

/// The code as it is shown.
pub(super) fn view(code: &RecoveryCode, today: Day) -> RecoveryView {
    RecoveryView {
        groups: code.grouped().split('-').map(str::to_owned).collect(),
        made_on: today.to_string(),
    }
}

/// Writes the code with what it is for, in both languages: whoever finds the sheet in five years may read either. Only
/// its owner can read the file.
pub(super) fn write(path: &Path, recovery: &RecoveryView) -> std::io::Result<()> {
    let code = recovery.groups.join("-");
    let made_on = &recovery.made_on;
    let text = format!(
        "信保工作台 Xinbao Desk\r\n恢复码 Recovery code（{made_on}）\r\n\r\n    {code}\r\n\r\n\
         用途：换电脑、重装系统、忘记 PIN 或密码时，在打开保险库的界面选择“使用恢复码”并输入上面的恢复码；恢复备份时也需要它。\r\n\
         请打印或抄写后妥善保管。任何人有了恢复码和数据文件，都能读取您的订单；没有恢复码，任何人（包括我们）都无法代为找回。\r\n\r\n\
         Use: on another computer, after reinstalling, or when the PIN or password is forgotten, choose \"Use the recovery \
         code\" where the vault is opened and type the code above; restoring a backup asks for it too.\r\n\
         Keep it on paper in a safe place. Whoever has the code and the data files can read your orders; without it nobody, \
         we included, can get them back.\r\n"
    );
    // The byte-order mark tells Notepad of older Windows that this is UTF-8.
    files::replace(path, format!("\u{feff}{text}").as_bytes())
}
