use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// YW-OPS-04: what is shipped is within its own bounds and written as it is kept; names are found again.
#[test]
fn yw_ops_04_shipped_values_are_kept_as_they_are() {
    for parameter in Parameter::ALL {
        assert_eq!(parameter.read(parameter.shipped()).as_deref(), Ok(parameter.shipped()), "{parameter:?}");
        assert_eq!(Parameter::from_name(parameter.name()), Some(parameter));
    }
}

/// YW-OPS-04, `PARAM_RANGE`: bounds are included, and what lies outside is told with them.
#[test]
fn yw_ops_04_bounds() {
    let code = |parameter: Parameter, typed: &str| match parameter.read(typed) {
        Ok(value) => value.into(),
        Err(problem) => problem.code.as_str().to_owned(),
    };
    for (parameter, typed, expected) in [
        (Parameter::PictureDays, "30", "30"),
        (Parameter::PictureDays, "29", "PARAM_RANGE"),
        (Parameter::PictureDays, "3650", "3650"),
        (Parameter::PictureDays, "3651", "PARAM_RANGE"),
        (Parameter::PictureDays, "1.5", "NUM_FORMAT"),
        (Parameter::PictureDays, "", "NUM_FORMAT"),
        (Parameter::CustomsCeiling, "200,000", "200000.00"),
        (Parameter::CustomsCeiling, "0", "PARAM_RANGE"),
        (Parameter::LinkTolerance, "0", "0.00"),
        (Parameter::LinkTolerance, "0.001", "MONEY_SCALE"),
        (Parameter::ConfirmRequiresLinked, "none", "none"),
        (Parameter::ConfirmRequiresLinked, "some", "CODE_UNKNOWN"),
        (Parameter::InsurerPhone, "  ", "FIELD_REQUIRED"),
    ] {
        assert_eq!(code(parameter, typed), expected, "{parameter:?} {typed:?}");
    }
    let problem = Parameter::PictureDays.read("1").expect_err("too few");
    assert_eq!(problem.message(values::Lang::En), "Parameter picture_days must lie between 30 and 3650");
}

/// YW-OPS-04: a change holds from its day on and not before.
#[test]
fn yw_ops_04_in_force_from_a_day_on() {
    let set = |from: &str, value: &str| Setting {
        parameter: Parameter::CustomsCeiling,
        from: day(from),
        value: value.into(),
        set_at: Instant::from_millis(0),
    };
    let settings = [set("2026-05-01", "300000.00"), set("2026-04-01", "200000.00")];
    let on = |text: &str| Parameter::CustomsCeiling.on(day(text), &settings);
    assert_eq!(
        ["2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01"].map(on),
        ["150000.00", "200000.00", "200000.00", "300000.00"]
    );
    assert_eq!(Parameter::PictureDays.on(day("2026-05-01"), &settings), "180");
    assert_eq!(setting_from("2026-04-01", day("2026-04-01")), Ok(day("2026-04-01")));
    let past = setting_from("2026-03-31", day("2026-04-01")).map_err(|problem| problem.code);
    assert_eq!(past, Err(Code::DateRange));
}
