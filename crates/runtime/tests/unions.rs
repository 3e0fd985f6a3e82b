//! Unions, written out as they are generated: told by a member, or by what fits.

use asyncapi_runtime::prelude::*;

type Members<T> = BTreeMap<String, TextOr<T>>;

/// A union that a member tells; open or closed as to values that name no branch.
#[derive(Clone, Debug, PartialEq)]
enum Pet<const OPEN: bool> {
    Cat(Members<i64>),
    Dog(Members<bool>),
    Other(Json),
}

impl<const OPEN: bool> Wire for Pet<OPEN> {
    fn shape() -> &'static Shape {
        const {
            &Shape::Union(shape::Union {
                branches: &[
                    <Members<i64> as Wire>::shape,
                    <Members<bool> as Wire>::shape,
                ],
                tags: Some(("kind", &[("cat", 0), ("dog", 1), ("wolf", 1)])),
                open: OPEN,
            })
        }
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Json::decode(deserializer)?;
        match union::branch(Self::shape(), json.get()) {
            Some(0) => union::decode(json.get()).map(Self::Cat),
            Some(1) => union::decode(json.get()).map(Self::Dog),
            _ if OPEN => Ok(Self::Other(json)),
            _ => union::unfit(),
        }
    }

    fn encode(&self, output: &mut dyn Output) {
        match self {
            Self::Cat(value) => value.encode(output),
            Self::Dog(value) => value.encode(output),
            Self::Other(json) => json.encode(output),
        }
    }
}

/// What a body decodes to, encoded, and its drift.
fn check<T: Wire>(body: &str) -> (String, Vec<String>) {
    let received = decode::<T>(body.as_bytes()).unwrap();
    let strict = from_json::<T>(body.as_bytes());
    assert_eq!(strict.is_ok(), received.drift.is_empty(), "{body}");
    let mut text = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut text);
    wire::serialize(&received.event, &mut serializer).unwrap();
    let drift = received.drift.iter().map(ToString::to_string).collect();
    (String::from_utf8(text).unwrap(), drift)
}

#[test]
fn a_member_tells_the_branch() {
    let cases = [
        (
            r#"{"kind":"cat","lives":9}"#,
            r#"{"kind":"cat","lives":9}"#,
            "",
            "",
        ),
        (
            r#"{"kind":"cat","lives":9.0}"#,
            r#"{"kind":"cat","lives":9}"#,
            "",
            "",
        ),
        (
            r#"{"kind":"wolf","barks":9}"#,
            r#"{"kind":"wolf"}"#,
            "`/0/barks`: expected a string or a boolean, found a number",
            "`/0/barks`: expected a string or a boolean, found a number",
        ),
        (
            r#"{"kind":"cow"}"#,
            r#"{"kind":"cow"}"#,
            "",
            "`/0`: expected one of the declared types, found an object",
        ),
        (
            r#"{"lives":9}"#,
            r#"{"lives":9}"#,
            "",
            "`/0`: expected one of the declared types, found an object",
        ),
        (
            r#""cat""#,
            r#""cat""#,
            "",
            "`/0`: expected one of the declared types, found a string",
        ),
    ];
    for (pet, expected, open, closed) in cases {
        // Alone, and beside one that does not fit.
        for (body, more, at_end) in [
            (format!("[{pet}]"), "", ""),
            (
                format!(r#"[{pet},{{"kind":"dog","barks":1}}]"#),
                r#",{"kind":"dog"}"#,
                "`/1/barks`: expected a string or a boolean, found a number",
            ),
        ] {
            let drift = |own: &str| -> Vec<String> {
                let lines = [own, at_end].into_iter().filter(|line| !line.is_empty());
                lines.map(str::to_owned).collect()
            };
            assert_eq!(
                check::<Vec<Pet<true>>>(&body),
                (format!("[{expected}{more}]"), drift(open))
            );
            let kept = if open == closed { expected } else { "" };
            let kept = format!("[{kept}{more}]").replace("[,", "[");
            assert_eq!(check::<Vec<Pet<false>>>(&body), (kept, drift(closed)));
        }
    }
}
