use super::*;

fn some() -> Vec<Problem> {
    vec![
        Problem::new(Code::ImpColumnExtra).with("names", "备注").at(1, None),
        Problem::new(Code::PhoneFormat).in_field("merchant_phone").at(2, Some(2)).found("12900000001"),
        Problem::new(Code::FieldRequired).in_field("goods_name").at(2, Some(4)),
        Problem::new(Code::ImpDuplicate).with("row", 2).at(7, None),
        Problem::new(Code::FieldTooLong)
            .with("max", 100)
            .with("n", 300)
            .in_field("goods_name")
            .at(9, Some(4))
            .found(""),
    ]
}

/// YW-IMP-15: nothing of a problem is lost.
#[test]
fn problems_come_back_whole() {
    let problems: Problems = some().iter().collect();
    assert_eq!(problems.iter().collect::<Vec<_>>(), some());
    assert_eq!((problems.len(), problems.errors()), (5, 3));
    assert_eq!(
        problems.of_row(2).map(|problem| problem.code).collect::<Vec<_>>(),
        [Code::PhoneFormat, Code::FieldRequired]
    );
    assert_eq!(problems.of_row(3).count(), 0);
    assert_eq!(problems.get(5), None);
}

/// YW-IMP-16: counts by code.
#[test]
fn counted_by_code() {
    let mut problems: Problems = some().iter().collect();
    problems.push(&some()[1]);
    assert_eq!(problems.counts_by_code()[0], (Code::PhoneFormat, 2));
    assert_eq!(problems.counts_by_code().len(), 5);
}

/// YW-IMP-05: a missing value in a merged area names the area.
#[test]
fn merges_are_named() {
    let mut problems: Problems = some().iter().collect();
    problems.name_merges(|row, column| ((row, column) == (2, 4)).then(|| "E1:E3".to_owned()));
    let expected = Problem::new(Code::ImpMerged).with("range", "E1:E3").in_field("goods_name").at(2, Some(4));
    assert_eq!(problems.get(2), Some(expected));
    assert_eq!(problems.get(1), Some(some()[1].clone()));
}

/// YW-IMP-12: what was found is kept to a sensible length.
#[test]
fn long_values_are_cut() {
    let problems: Problems = [Problem::new(Code::NameChars).found("长".repeat(5_000))].iter().collect();
    let value = problems.get(0).unwrap().value.unwrap();
    assert!(value.ends_with('…') && value.len() <= TEXT_BYTES_MAX + 3);
}
