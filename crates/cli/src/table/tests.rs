use super::Human;

#[test]
fn columns_stand_under_each_other_in_chinese_too() {
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let table = Human::Table(row(&["品名", "n"]), vec![row(&["塑料玩具", "1"]), row(&["toy", "22"])]);
    assert_eq!(table.render(), "品名      n\n塑料玩具  1\ntoy       22\n");
}

/// CM-SEC-04: entered text cannot speak to the terminal.
#[test]
fn control_characters_stay_out() {
    let pairs = Human::Pairs(vec![("备注".into(), "a\u{1b}[31m\nb".into())]);
    assert_eq!(pairs.render(), "备注  a [31m b\n");
}
