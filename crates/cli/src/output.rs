//! Printing an answer, once: one JSON object on standard output, or text for people. A reader that went away is no fault.

use std::io::{self, Write};

use desk::views::ProblemView;
use serde::Serialize;
use serde_json::Value;
use values::Lang;

use crate::answer::{Answer, Exit, Told};
use crate::table::Human;

/// The one JSON object (the command line contract).
#[derive(Serialize)]
struct Object<'a> {
    ok: bool,
    data: &'a Value,
    problems: Vec<&'a ProblemView>,
    problem_count: usize,
}

/// How to print.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// As JSON.
    pub(crate) json: bool,
    /// In which language, for people.
    pub(crate) lang: Lang,
}

/// Prints an answer and says with which status to exit. If standard output cannot take it, that is status 4, except for
/// a pipe whose reader has gone.
pub(crate) fn print(answer: &Answer, style: Style) -> Exit {
    let exit = answer.told.exit();
    let codes: Vec<&str> = answer.told.listed().map(|problem| problem.code).collect();
    tracing::info!(exit = exit as u8, problems = answer.told.count(), codes = codes.join(" "), "answered");
    let written = if style.json { json(answer) } else { human(answer, style.lang) };
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            // Nobody is left to tell if standard error is gone too.
            let _ = writeln!(io::stderr(), "FILE_WRITE: {}", error.kind());
            exit.max(Exit::Store)
        }
        _ => exit,
    }
}

fn json(answer: &Answer) -> io::Result<()> {
    let object = Object {
        ok: answer.told.exit() == Exit::Done,
        data: &answer.data,
        problems: answer.told.listed().collect(),
        problem_count: answer.told.count(),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &object).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// What was asked for goes to standard output, what is the matter with it to standard error.
fn human(answer: &Answer, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(answer.human.render().as_bytes())?;
    out.flush()?;
    io::stderr().lock().write_all(problems(&answer.told, lang).as_bytes())
}

/// The problems as lines such as `错误 MONEY_SCALE 第 7 行 H 列 金额最多两位小数`.
pub(crate) fn problems(told: &Told, lang: Lang) -> String {
    let mut lines = String::new();
    for problem in told.listed() {
        lines.push_str(&line(problem, lang));
        lines.push('\n');
    }
    let more = told.count().saturating_sub(told.listed().count());
    if more > 0 {
        lines.push_str(&match lang {
            Lang::Zh => format!("另有 {more} 项未列出\n"),
            Lang::En => format!("{more} more are not listed\n"),
        });
    }
    lines
}

fn line(problem: &ProblemView, lang: Lang) -> String {
    let severity = match (problem.is_error(), lang) {
        (true, Lang::Zh) => "错误",
        (false, Lang::Zh) => "警告",
        (true, Lang::En) => "error",
        (false, Lang::En) => "warning",
    };
    let place = match (lang, problem.row, &problem.column) {
        (Lang::Zh, Some(row), Some(column)) => format!(" 第 {row} 行 {column} 列"),
        (Lang::Zh, Some(row), None) => format!(" 第 {row} 行"),
        (Lang::En, Some(row), Some(column)) => format!(" row {row} column {column}"),
        (Lang::En, Some(row), None) => format!(" row {row}"),
        (_, None, _) => problem.field.as_deref().map(|field| format!(" {field}")).unwrap_or_default(),
    };
    let found = match &problem.value {
        Some(value) if !problem.message(lang).contains(value.as_str()) => format!(" [{value}]"),
        _ => String::new(),
    };
    let text = format!("{severity} {}{place} {}{found}", problem.code, problem.message(lang));
    Human::Pairs(vec![(text, String::new())]).render().trim_end().to_owned()
}
