use super::*;

/// CM-DATA-01, YW-VAL-02: current, abolished and corrected codes are known.
#[test]
fn yw_val_02_regions() {
    let name = |code| Region::find(code).map(|region| (&*region.name, region.status));
    assert_eq!(name(330_782), Some(("义乌市", RegionStatus::Active)));
    assert_eq!(name(110_103), Some(("崇文区", RegionStatus::Abolished)));
    assert_eq!(name(110_201), Some(("昌平县", RegionStatus::Corrected)));
    assert_eq!(name(120_110), Some(("东丽区", RegionStatus::Active)));
    for permit in [810_000, 820_000, 830_000] {
        assert!(Region::find(permit).is_some(), "{permit}");
    }
    assert_eq!(name(339_999), None);
    assert_eq!(name(0), None);
    assert_eq!(name(u32::MAX), None);
}

#[test]
fn cm_data_01_the_whole_table_is_read() {
    assert_eq!(TABLE.len(), 6_823 + 356);
    assert!(TABLE.iter().all(|region| Region::is_province(region.code / 10_000) && !region.name.is_empty()));
}
