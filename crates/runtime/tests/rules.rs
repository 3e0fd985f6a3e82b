//! Events that rules tell, written out as they are generated.

use asyncapi_runtime::prelude::*;
use asyncapi_runtime::{Rejected, to_json};

#[derive(Clone, Debug, PartialEq)]
enum Event {
    Paid(Json),
    Moved(BTreeMap<String, Json>),
    Ambiguous(Box<AmbiguousEvent>),
    Unknown(Box<UnknownEvent>),
}

impl Events for Event {
    const SHAPE: shape::Event = shape::Event {
        tag: None,
        members: &[
            shape::Member {
                path: &["id"],
                unique: false,
            },
            shape::Member {
                path: &["order", "state"],
                unique: true,
            },
        ],
        rules: &[
            shape::Rule {
                when: &[(1, shape::Test::Is(&[r#""paid""#, "1"]))],
                then: shape::Then::Event(0),
            },
            shape::Rule {
                when: &[
                    (1, shape::Test::Kind(shape::Kind::Number)),
                    (0, shape::Test::Present),
                ],
                then: shape::Then::Event(1),
            },
            shape::Rule {
                when: &[(1, shape::Test::Present), (0, shape::Test::Absent)],
                then: shape::Then::Ambiguous(&["paid", "moved"]),
            },
        ],
        events: &[
            ("paid", <Json as Wire>::shape),
            ("moved", <BTreeMap<String, Json> as Wire>::shape),
        ],
    };

    fn known(index: usize, text: &str) -> Result<Self, serde_json::Error> {
        match index {
            0 => Wire::from_text(text).map(Self::Paid),
            _ => Wire::from_text(text).map(Self::Moved),
        }
    }

    fn ambiguous(event: AmbiguousEvent) -> Self {
        Self::Ambiguous(Box::new(event))
    }

    fn unknown(event: UnknownEvent) -> Self {
        Self::Unknown(Box::new(event))
    }
}

impl Wire for Event {
    fn shape() -> &'static Shape {
        event::shape::<Self>()
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        event::decode(deserializer)
    }

    fn from_text(text: &str) -> Result<Self, serde_json::Error> {
        event::from_text(text)
    }

    fn encode(&self, output: &mut dyn Output) {
        match self {
            Self::Paid(payload) => payload.encode(output),
            Self::Moved(payload) => payload.encode(output),
            Self::Ambiguous(event) => event.encode(output),
            Self::Unknown(event) => event.encode(output),
        }
    }
}

serde!(Event);

/// Which event a body is.
fn told(event: &Event) -> String {
    match event {
        Event::Paid(_) => "paid".to_owned(),
        Event::Moved(_) => "moved".to_owned(),
        Event::Ambiguous(event) => event.candidates.join(" or "),
        Event::Unknown(event) => format!("unknown {:?}", event.name),
    }
}

const TOLD: [(&str, &str); 8] = [
    (r#"{"order":{"state":"paid"}}"#, "paid"),
    (r#"{"order":{"state":1.0},"id":1,"id":2}"#, "paid"),
    (r#"{"id":null,"order":{"state":2}}"#, "moved"),
    (r#"{"order":{"state":2}}"#, "paid or moved"),
    (r#"{"order":{"state":null}}"#, "paid or moved"),
    (r#"{"order":{"state":null},"id":1}"#, "unknown None"),
    (r#"{"order":{}}"#, "unknown None"),
    ("{}", "unknown None"),
];

#[test]
fn the_first_rule_that_holds_tells_the_event() {
    for (body, expected) in TOLD {
        let strict: Event = from_json(body.as_bytes()).unwrap();
        assert_eq!(told(&strict), expected, "{body}");
        assert_eq!(to_json(&strict).unwrap(), body);
        let received = decode::<Event>(body.as_bytes()).unwrap();
        assert_eq!((&received.event, received.drift), (&strict, vec![]));
        let from_serde: Event = serde_json::from_str(body).unwrap();
        assert_eq!(from_serde, strict);
        let body_alone = match strict {
            Event::Ambiguous(event) => to_json(&*event),
            Event::Unknown(event) => to_json(&*event),
            Event::Paid(_) | Event::Moved(_) => continue,
        };
        assert_eq!(body_alone.unwrap(), body);
    }
    assert_eq!(<Event as Events>::tag("paid"), None);
}

#[test]
fn what_could_tell_two_events_is_rejected() {
    let cases = [
        (
            r#"{"order":{"state":1,"state":2}}"#,
            Rejected::DuplicateTag { member: "state" },
        ),
        (
            r#"{"order":{"state":1},"order":{}}"#,
            Rejected::DuplicateTag { member: "order" },
        ),
        (
            r#"{"order":{},"order":[]}"#,
            Rejected::DuplicateTag { member: "order" },
        ),
        ("[]", Rejected::NotObject),
    ];
    for (body, expected) in cases {
        let expected = DecodeError::from(expected);
        assert_eq!(
            from_json::<Event>(body.as_bytes()),
            Err(expected.clone()),
            "{body}"
        );
        assert_eq!(decode::<Event>(body.as_bytes()), Err(expected), "{body}");
        assert!(serde_json::from_str::<Event>(body).is_err(), "{body}");
    }
}

#[test]
fn each_item_of_a_batch_is_an_event() {
    let bodies = TOLD.map(|(body, _)| body).join(" , ");
    let batch = format!(" [{bodies}, 3] ");
    let items = decode_batch(batch.as_bytes(), |event: Event| told(&event)).unwrap();
    assert_eq!(items.len(), TOLD.len() + 1);
    for (item, (body, expected)) in items.iter().zip(TOLD) {
        let received = item.as_ref().unwrap();
        assert_eq!((&*received.event, &*received.body), (expected, body));
    }
    let refused = items.last().unwrap().as_ref().unwrap_err();
    assert_eq!(
        (&*refused.body, &refused.error),
        ("3", &Rejected::NotObject.into())
    );
    let alone = decode_batch(b" {} ", |event: Event| event).unwrap();
    assert_eq!(&*alone[0].as_ref().unwrap().body, " {} ");
    let empty = decode_batch(b"[]", |event: Event| event).unwrap();
    assert!(empty.is_empty());
    for (body, expected) in [
        ("3", Rejected::NotObject),
        ("null", Rejected::NotObject),
        (r#""{}""#, Rejected::NotObject),
        ("[{}", Rejected::NotJson { line: 1, column: 3 }),
    ] {
        let refused = decode_batch(body.as_bytes(), |event: Event| event);
        assert_eq!(refused, Err(expected.into()), "{body}");
    }
}

/// An event among those that are JSON.
struct Opaque(OpaqueEvent);
impl Wire for Opaque {
    fn shape() -> &'static Shape {
        &Shape::Any
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        literal::constant(deserializer, "null")?;
        literal::undeclared()
    }

    fn encode(&self, output: &mut dyn Output) {
        self.0.encode(output);
    }
}

#[test]
fn what_is_no_json_is_not_encoded_as_json() {
    let opaque = OpaqueEvent {
        format: "application/x-tar",
        body: (*b"{}").into(),
    };
    let message = "a body in `application/x-tar` has no JSON";
    assert_eq!(to_json(&opaque).unwrap_err().to_string(), message);
    let encoded = wire::serialize(&vec![Opaque(opaque)], serde_json::value::Serializer);
    assert_eq!(encoded.unwrap_err().to_string(), message);
}
