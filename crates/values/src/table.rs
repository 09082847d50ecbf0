//! Reads the code tables of `data/`: small CSV files of our own, embedded, with a header and without line breaks
//! in cells.

use std::borrow::Cow;

/// The rows of a table without its header, each as its cells.
pub(crate) fn rows(csv: &'static str) -> impl Iterator<Item = Vec<Cow<'static, str>>> {
    csv.lines().skip(1).filter(|line| !line.is_empty()).map(cells)
}

fn cells(line: &'static str) -> Vec<Cow<'static, str>> {
    if !line.contains('"') {
        return line.split(',').map(Cow::Borrowed).collect();
    }
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let cell = cells.last_mut().expect("the list begins with one cell and only grows");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cell.push(c),
        }
    }
    cells.into_iter().map(Cow::Owned).collect()
}
