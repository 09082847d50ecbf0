//! Which sheet of a workbook is read (YW-IMP-04).

use crate::raw::SheetInfo;
use crate::refusal::Refusal;

/// Name of the sheet in the template and in every exported file.
pub const SHEET_NAME: &str = "交易清单";

/// The sheet named by the person; else `交易清单`; else the first visible one. If several visible sheets have a fitting
/// header, the person has to choose.
pub(super) fn choose(
    sheets: &[SheetInfo],
    named: Option<&str>,
    mut has_header: impl FnMut(usize) -> Result<bool, Refusal>,
) -> Result<usize, Refusal> {
    let names =
        |at: &mut dyn Iterator<Item = usize>| at.map(|at| sheets[at].name.clone()).collect::<Vec<_>>();
    if let Some(name) = named {
        return sheets.iter().position(|sheet| &*sheet.name == name).ok_or_else(|| Refusal::SheetUnknown {
            name: name.into(),
            names: names(&mut (0..sheets.len())),
        });
    }
    if let Some(at) = sheets.iter().position(|sheet| &*sheet.name == SHEET_NAME) {
        return Ok(at);
    }
    let visible: Vec<usize> = (0..sheets.len()).filter(|&at| sheets[at].visible).collect();
    let Some(&first) = visible.first() else {
        return if sheets.is_empty() { Err(Refusal::Damaged) } else { Ok(0) };
    };
    if visible.len() == 1 {
        return Ok(first);
    }
    let mut fitting = Vec::new();
    for at in visible {
        if has_header(at)? {
            fitting.push(at);
        }
    }
    if fitting.len() > 1 {
        return Err(Refusal::SheetChoice(names(&mut fitting.into_iter())));
    }
    Ok(first)
}
