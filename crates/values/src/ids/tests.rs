use proptest::prelude::*;

use super::*;
use crate::testing::{check, plain_outcome};

const ID: &str = "01930d3c-7c00-7abc-8def-0123456789ab";

#[test]
fn cm_id_01_id_invalid_unless_version_7() {
    check(
        |text| plain_outcome(OrderId::parse(text)),
        &[
            (ID, ID),
            ("01930D3C-7C00-7ABC-8DEF-0123456789AB", ID),
            ("01930d3c-7c00-4abc-8def-0123456789ab", "ID_INVALID"),
            ("01930d3c-7c00-7abc-0def-0123456789ab", "ID_INVALID"),
            ("01930d3c7c007abc8def0123456789ab", "ID_INVALID"),
            ("{01930d3c-7c00-7abc-8def-0123456789ab}", "ID_INVALID"),
            ("urn:uuid:01930d3c-7c00-7abc-8def-0123456789ab", "ID_INVALID"),
            ("00000000-0000-0000-0000-000000000000", "ID_INVALID"),
            (" 01930d3c-7c00-7abc-8def-0123456789ab", "ID_INVALID"),
            ("", "ID_INVALID"),
        ],
    );
}

#[test]
fn cm_id_01_draft_number() {
    let id = OrderId::parse(ID).unwrap();
    assert_eq!(id.draft_number(), "草稿-6789AB");
    assert_eq!(format!("{id:?}"), format!("OrderId({ID})"));
}

proptest! {
    /// CM-ID-01: an id's text is read as the same id.
    #[test]
    fn cm_id_01_round_trip(bytes in any::<[u8; 16]>(), text in any::<String>()) {
        let uuid = uuid::Builder::from_bytes(bytes).with_version(Version::SortRand).with_variant(Variant::RFC4122);
        let id = LineId::from_uuid(uuid.into_uuid());
        prop_assert_eq!(LineId::parse(&id.to_string()), Ok(id));
        prop_assert_eq!(LineId::parse(&id.to_string().to_uppercase()), Ok(id));
        let _ = LineId::parse(&text);
    }
}
