use super::*;

#[test]
fn yw_reg_07_numbers_are_a_letter_and_eight_digits() {
    let number = |series, place| issued_number(series, place).map(|number| number.as_str().to_owned());
    assert_eq!(number(NumberSeries::Firms, 1), Ok("F00000001".to_owned()));
    assert_eq!(number(NumberSeries::Merchants, 12_345_678), Ok("M12345678".to_owned()));
    assert_eq!(number(NumberSeries::Firms, 99_999_999), Ok("F99999999".to_owned()));
    let past = issued_number(NumberSeries::Firms, 100_000_000).unwrap_err();
    assert_eq!(past.code, values::Code::MpnFormat);
}
