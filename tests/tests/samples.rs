//! Every sample in `specs/` has its document's declared shape: it decodes to the event it names
//! and encodes to the same JSON.

use std::fs;
use std::path::Path;

use asyncapi_tests::equal::equal;
use asyncapi_tests::vendors::VENDORS;

#[test]
fn samples_are_known_and_nothing_is_lost() {
    for vendor in VENDORS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../specs")
            .join(vendor.name)
            .join("samples");
        let mut count = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let body = fs::read_to_string(&path).unwrap();
            let event = path.file_stem().unwrap().to_str().unwrap();
            let shown = format!("{}/{event}", vendor.name);
            let received = (vendor.decode)(Some(event), body.as_bytes())
                .unwrap_or_else(|error| panic!("{shown}: {error}"));
            assert_eq!(received.drift, [], "{shown}");
            assert!(received.event.is_declared(), "{shown}");
            let name = received.event.name().unwrap();
            assert!(
                event == name || event.starts_with(&format!("{name}-")),
                "{shown} is {name}"
            );
            assert_eq!(equal(&body, &received.event.encoded()), Ok(()), "{shown}");
            count += 1;
        }
        assert!(count >= 5, "{} has {count} samples", vendor.name);
    }
}
