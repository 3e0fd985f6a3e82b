//! The shape of generated code, written out by hand for one small document, and what decoding
//! makes of it.

use asyncapi_runtime::Rejected;
use asyncapi_runtime::prelude::*;

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CallEvent {
    pub event: String,
    pub timestamp: i64,
    pub status: Option<CallEventStatus>,
    pub note: Option<Nullable<String>>,
    pub data: Option<Box<CallEvent>>,
    pub extra: Extra,
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallEventStatus {
    Initial,
    Done,
    Other(Box<str>),
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Event {
    CallCreated(Box<CallEvent>),
    CallEnded(Box<CallEvent>),
    Unknown(Box<UnknownEvent>),
}

#[derive(Debug, Default)]
pub struct CallEventSlots {
    event: Option<String>,
    timestamp: Option<i64>,
    status: Option<CallEventStatus>,
    note: Option<Nullable<String>>,
    data: Option<Box<CallEvent>>,
}

impl Object for CallEvent {
    type Slots = CallEventSlots;
    type Others = Extra;

    const FIELDS: &'static [Field] = &[
        Field::required::<String>("event"),
        Field::required::<i64>("timestamp"),
        Field::optional::<CallEventStatus>("status"),
        Field::optional::<Nullable<String>>("note"),
        Field::optional::<Box<CallEvent>>("data"),
    ];

    fn member<V: Value>(to: &mut CallEventSlots, at: usize, value: V) -> V::Read {
        match at {
            0 => value.read(&mut to.event),
            1 => value.read(&mut to.timestamp),
            2 => value.read(&mut to.status),
            3 => value.read(&mut to.note),
            _ => value.read(&mut to.data),
        }
    }

    fn build<E: Error>(from: CallEventSlots, rest: Extra) -> Result<Self, E> {
        Ok(Self {
            event: object::required(from.event, "event")?,
            timestamp: object::required(from.timestamp, "timestamp")?,
            status: from.status,
            note: from.note,
            data: from.data,
            extra: rest,
        })
    }

    fn write(&self, output: &mut dyn Output) {
        object::encode(
            output,
            Self::FIELDS,
            &[
                &self.event,
                &self.timestamp,
                &self.status,
                &self.note,
                &self.data,
            ],
            &self.extra,
        );
    }
}

object!(CallEvent);

impl CallEventStatus {
    const VALUES: &'static [&'static str] = &["initial", "done"];

    pub fn as_str(&self) -> &str {
        match self {
            Self::Initial => "initial",
            Self::Done => "done",
            Self::Other(text) => text,
        }
    }
}

impl From<&str> for CallEventStatus {
    fn from(text: &str) -> Self {
        match text {
            "initial" => Self::Initial,
            "done" => Self::Done,
            _ => Self::Other(text.into()),
        }
    }
}

strings!(CallEventStatus, open);

impl Events for Event {
    const SHAPE: shape::Event = shape::Event {
        tag: Some(Self::tag),
        members: &[shape::Member {
            path: &["event"],
            unique: true,
        }],
        rules: &[],
        events: &[
            ("call.created", <CallEvent as Wire>::shape),
            ("call.ended", <CallEvent as Wire>::shape),
        ],
    };

    fn tag(name: &str) -> Option<usize> {
        match name {
            "call.created" => Some(0),
            "call.ended" => Some(1),
            _ => None,
        }
    }

    fn known(index: usize, text: &str) -> Result<Self, serde_json::Error> {
        let payload = Box::new(Wire::from_text(text)?);
        match index {
            0 => Ok(Event::CallCreated(payload)),
            _ => Ok(Event::CallEnded(payload)),
        }
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

    fn is_named(&self) -> bool {
        !matches!(self, Self::Unknown(event) if event.name.is_none())
    }

    fn encode(&self, output: &mut dyn Output) {
        match self {
            Self::CallCreated(payload) | Self::CallEnded(payload) => payload.encode(output),
            Self::Unknown(event) => event.encode(output),
        }
    }
}

serde!(Event);

/// Encodes what a body decodes to.
fn round_trip(body: &str) -> String {
    let event: Event = from_json(body.as_bytes()).unwrap();
    serde_json::to_string(&event).unwrap()
}

#[test]
fn nothing_is_lost_wherever_the_tag_stands() {
    let cases = [
        r#"{"event":"call.created","timestamp":1}"#,
        r#"{"event":"call.created","timestamp":1,"note":null}"#,
        r#"{"event":"call.created","timestamp":1,"status":"teleported","note":"x"}"#,
        r#"{"event":"call.ended","timestamp":1,"data":{"event":"x","timestamp":2,"new":[1.10]},"z":12345678901234567890123}"#,
    ];
    for body in cases {
        assert_eq!(round_trip(body), body);
    }
    assert_eq!(
        round_trip(
            r#"{"timestamp":1e3,"data":{"timestamp":2.0,"event":"x"},"event":"call.ended"}"#
        ),
        r#"{"event":"call.ended","timestamp":1000,"data":{"event":"x","timestamp":2}}"#
    );
}

#[test]
fn unknown_events_keep_their_body() {
    let cases = [
        (
            r#"{"a":1.10,"event":"call.exploded","b":"\u0041"}"#,
            Some("call.exploded"),
        ),
        (r#"{"a":1}"#, None),
        (r#"{"event":["x"]}"#, None),
    ];
    for (body, name) in cases {
        let received = decode(body.as_bytes()).unwrap();
        let Event::Unknown(event) = &received.event else {
            panic!("{body} is not declared")
        };
        assert_eq!((event.body.get(), event.name.as_deref()), (body, name));
        let strict = from_json::<Event>(body.as_bytes());
        match name {
            Some(_) => assert_eq!(strict, Ok(received.event)),
            None => assert_eq!(strict, Err(DecodeError::Mismatch(received.drift))),
        }
    }
}

#[test]
fn what_does_not_fit_is_named_and_the_rest_is_typed() {
    let cases: [(&str, &[&str]); 8] = [
        (
            r#"{"event":"call.ended","timestamp":"1"}"#,
            &["`/timestamp`: expected an integer, found a string"],
        ),
        (
            r#"{"event":"call.ended","timestamp":9223372036854775808}"#,
            &["`/timestamp`: expected an integer, found a number"],
        ),
        (
            r#"{"event":"call.ended"}"#,
            &["`/timestamp`: expected an integer, found nothing"],
        ),
        (
            r#"{"data":{"timestamp":1.5,"note":3},"status":1,"event":"call.ended","timestamp":1}"#,
            &[
                "`/data/timestamp`: expected an integer, found a number",
                "`/data/note`: expected a string or null, found a number",
                "`/data/event`: expected a string, found nothing",
                "`/status`: expected a string, found a number",
            ],
        ),
        (
            r#"{"event":"call.ended","timestamp":1,"timestamp":2}"#,
            &["`/timestamp`: expected no second member of this name, found a number"],
        ),
        (
            r#"{"event":"call.ended","timestamp":1,"data":null}"#,
            &["`/data`: expected an object, found null"],
        ),
        (
            r#"{"timestamp":1}"#,
            &["`/event`: expected a string, found nothing"],
        ),
        (
            r#"{"event":null}"#,
            &["`/event`: expected a string, found null"],
        ),
    ];
    for (body, expected) in cases {
        let received = decode::<Event>(body.as_bytes()).unwrap();
        let drift: Vec<String> = received.drift.iter().map(ToString::to_string).collect();
        assert_eq!(drift, expected, "{body}");
        assert_eq!(&*received.body, body);
        match from_json::<Event>(body.as_bytes()) {
            Ok(Event::Unknown(_)) => {}
            Err(DecodeError::Mismatch(drift)) => assert_eq!(drift, received.drift),
            other => panic!("{body}: {other:?}"),
        }
    }
}

#[test]
fn bodies_that_cannot_be_looked_at_are_rejected() {
    let deep = format!(
        r#"{{"event":"call.ended","timestamp":1,"x":{}{}}}"#,
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    let open = "[".repeat(1_000_000);
    let cases: [(&[u8], Rejected); 11] = [
        (b"", Rejected::NotJson { line: 1, column: 0 }),
        (
            b"{\"event\":NaN}",
            Rejected::NotJson {
                line: 1,
                column: 10,
            },
        ),
        (
            b"{\"event\":\"x\"} {}",
            Rejected::NotJson {
                line: 1,
                column: 15,
            },
        ),
        (b"\xff", Rejected::NotUtf8),
        (b"\"call.ended\"", Rejected::NotObject),
        (b"null", Rejected::NotObject),
        (
            br#"{"event":"call.ended","event":"call.created","timestamp":1}"#,
            Rejected::DuplicateTag { member: "event" },
        ),
        (
            br#"{"event":"call.ended","timestamp":"1","status":"\ud83d","undeclared":"\ud83d"}"#,
            Rejected::NotUnicode {
                pointer: "/status".to_owned(),
            },
        ),
        (
            br#"{"event":"call.ended","timestamp":1,"half a \ud83d":true,"whole \u00e9":true}"#,
            Rejected::NotUnicode {
                pointer: "/half a \\ud83d".to_owned(),
            },
        ),
        (deep.as_bytes(), Rejected::TooDeep),
        (open.as_bytes(), Rejected::TooDeep),
    ];
    for (body, expected) in cases {
        let shown = String::from_utf8_lossy(&body[..body.len().min(60)]);
        assert_eq!(
            decode::<Event>(body).unwrap_err(),
            expected.clone().into(),
            "{shown}"
        );
        assert_eq!(
            from_json::<Event>(body).unwrap_err(),
            expected.into(),
            "{shown}"
        );
    }
}

#[test]
fn errors_do_not_show_values() {
    let body = br#"{"event":"call.ended","timestamp":"secret-token"}"#;
    let error = from_json::<Event>(body).unwrap_err();
    let received = decode::<Event>(body).unwrap();
    for text in [
        error.to_string(),
        format!("{error:?}"),
        format!("{:?}", received.drift),
    ] {
        assert!(!text.contains("secret"), "{text}");
    }
}
