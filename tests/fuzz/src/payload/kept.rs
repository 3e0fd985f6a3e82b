//! What an encoded event has of its body: everything, but what drift names.

use asyncapi_runtime::Drift;
use asyncapi_tests::equal::equal;

use crate::json::Json;

/// Holds an event that was encoded against the body that it was decoded from.
pub(super) fn check(encoded: &str, body: &str, drift: &[Drift]) {
    let (Some(encoded), Some(body)) = (Json::read(encoded), Json::read(body)) else {
        panic!("it cannot be read: {encoded} or {body}");
    };
    let kept = Kept {
        drift: drift.iter().map(|drift| drift.pointer.as_str()).collect(),
    };
    kept.value(&encoded, &body, "");
}

struct Kept<'a> {
    /// The pointers of what does not have its declared shape.
    drift: Vec<&'a str>,
}

impl Kept<'_> {
    fn value(&self, encoded: &Json, body: &Json, pointer: &str) {
        match (encoded, body) {
            // What is around drift may be gone as well, and items behind it have moved.
            _ if self.drift.contains(&pointer) => {}
            (Json::Object(encoded), Json::Object(body)) => self.members(encoded, body, pointer),
            (Json::Array(encoded), Json::Array(body)) => {
                if self.is_drifted_below(pointer) {
                    return;
                }
                assert_eq!(encoded.len(), body.len(), "items at `{pointer}`");
                for (index, (encoded, body)) in encoded.iter().zip(body).enumerate() {
                    self.value(encoded, body, &format!("{pointer}/{index}"));
                }
            }
            (Json::Scalar(encoded), Json::Scalar(body)) => {
                let same = encoded == body || equal(encoded, body).is_ok();
                assert!(same, "`{encoded}` for `{body}` at `{pointer}`");
            }
            _ => assert!(
                self.is_drifted_below(pointer),
                "another kind at `{pointer}`"
            ),
        }
    }

    /// Members of the same name stay in their order; one that is not kept is drift, or around it.
    fn members(&self, encoded: &[(String, Json)], body: &[(String, Json)], pointer: &str) {
        let sorted = |members: &[(String, Json)]| {
            let mut sorted = members.to_vec();
            sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
            sorted.into_iter().peekable()
        };
        let (mut encoded, mut body) = (sorted(encoded), sorted(body));
        loop {
            let order = match (encoded.peek(), body.peek()) {
                (Some((ours, _)), Some((theirs, _))) => ours.cmp(theirs),
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (None, None) => return,
            };
            let ours = order.is_le().then(|| encoded.next()).flatten();
            let theirs = order.is_ge().then(|| body.next()).flatten();
            match (ours, theirs) {
                (Some((name, ours)), Some((_, theirs))) => {
                    self.value(&ours, &theirs, &step(pointer, &name));
                }
                (Some((name, _)), None) | (None, Some((name, _))) => {
                    let at = step(pointer, &name);
                    assert!(
                        self.drift.contains(&at.as_str()) || self.is_drifted_below(&at),
                        "`{at}` is lost or made up"
                    );
                }
                (None, None) => return,
            }
        }
    }

    fn is_drifted_below(&self, pointer: &str) -> bool {
        let mut below = self
            .drift
            .iter()
            .filter_map(|drift| drift.strip_prefix(pointer));
        below.any(|rest| rest.starts_with('/'))
    }
}

fn step(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}
