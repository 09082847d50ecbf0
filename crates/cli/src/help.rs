//! Help in both languages: clap knows the words of the command line, [`words`] knows what they mean.

mod words;

use clap::{Arg, ArgAction, Command};
use values::Lang;

/// The command tree with its help in one language.
pub(crate) fn localized(command: Command, lang: Lang) -> Command {
    let command = command.disable_version_flag(true);
    let version = Arg::new("version")
        .long("version")
        .short('V')
        .action(ArgAction::Version)
        .help(pick(lang, ("显示版本", "Show the version")));
    named(command.arg(version), String::new(), lang)
}

fn pick(lang: Lang, (zh, en): (&'static str, &'static str)) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Names one command and everything below it. `path` is how it is called, without the program's name.
fn named(command: Command, path: String, lang: Lang) -> Command {
    let words = words::of(&path);
    let help = Arg::new("help")
        .long("help")
        .short('h')
        .global(true)
        .action(ArgAction::Help)
        .help(pick(lang, ("显示帮助", "Show help")));
    let mut command = command
        .disable_help_flag(true)
        .about(pick(lang, words.about))
        .after_help(format!(
            "{}\n  {}",
            pick(lang, ("示例：", "Example:")),
            words.example.replace('\n', "\n  ")
        ))
        .help_template(pick(
            lang,
            (
                "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
                "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
            ),
        ))
        .subcommand_help_heading(pick(lang, ("命令", "Commands")))
        .subcommand_value_name(pick(lang, ("命令", "COMMAND")));
    if path.is_empty() {
        command = command.arg(help);
    }
    let arguments: Vec<clap::Id> = command.get_arguments().map(|arg| arg.get_id().clone()).collect();
    for (order, id) in arguments.into_iter().enumerate() {
        command = command.mut_arg(id, |arg| argument(arg.display_order(order), &path, lang));
    }
    let children: Vec<String> = command.get_subcommands().map(|child| child.get_name().to_owned()).collect();
    for child in children {
        let path = format!("{path} {child}").trim().to_owned();
        command = command.mut_subcommand(child, |child| named(child, path, lang));
    }
    command
}

fn argument(arg: Arg, path: &str, lang: Lang) -> Arg {
    let id = arg.get_id().to_string();
    let heading = match (arg.is_positional(), arg.is_global_set()) {
        (true, _) => ("参数", "Arguments"),
        (false, false) => ("选项", "Options"),
        (false, true) => ("通用选项", "Options of every command"),
    };
    let takes_values = arg.get_action().takes_values();
    let arg = arg.help_heading(pick(lang, heading));
    // The words name defaults and choices themselves.
    let arg = if takes_values { arg.hide_default_value(true).hide_possible_values(true) } else { arg };
    match id.as_str() {
        "help" | "version" => arg,
        _ => arg.help(pick(lang, words::of_argument(path, &id))),
    }
}

#[cfg(test)]
mod tests;
