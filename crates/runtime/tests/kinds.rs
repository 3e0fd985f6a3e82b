//! Tuples, constants and closed sets, written out as they are generated.

use asyncapi_runtime::prelude::*;
use asyncapi_runtime::to_json;

#[derive(Clone, Debug, PartialEq)]
struct Point {
    longitude: f64,
    latitude: f64,
    label: Option<Direction>,
    rest: Vec<i64>,
}

#[derive(Clone, Debug, PartialEq)]
enum Direction {
    North,
    South,
}

impl Wire for Point {
    fn shape() -> &'static Shape {
        const {
            &Shape::Tuple(shape::Tuple {
                items: &[
                    <f64 as Wire>::shape,
                    <f64 as Wire>::shape,
                    <Direction as Wire>::shape,
                ],
                required: 2,
                rest: <i64 as Wire>::shape,
            })
        }
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut items = Items::decode(deserializer)?;
        Ok(Self {
            longitude: items.required()?,
            latitude: items.required()?,
            label: items.optional()?,
            rest: items.rest()?,
        })
    }

    fn encode(&self, output: &mut dyn Output) {
        let first: [&dyn object::Member; 3] = [&self.longitude, &self.latitude, &self.label];
        tuple::encode(output, &first, &self.rest);
    }
}

impl TryFrom<&str> for Direction {
    type Error = strings::Undeclared;

    fn try_from(text: &str) -> Result<Self, strings::Undeclared> {
        Ok(match text {
            "north" => Self::North,
            "south" => Self::South,
            _ => return Err(strings::Undeclared),
        })
    }
}

impl Wire for Direction {
    fn shape() -> &'static Shape {
        &Shape::Strings {
            values: &["north", "south"],
            open: false,
        }
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = strings::text(deserializer)?;
        Self::try_from(&*text).map_err(Error::custom)
    }

    fn encode(&self, output: &mut dyn Output) {
        output.text(match self {
            Self::North => "north",
            Self::South => "south",
        });
    }
}

/// A value as JSON text, which may be wrong.
struct Literal(&'static str);

impl Wire for Literal {
    fn shape() -> &'static Shape {
        &Shape::Any
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        literal::constant(deserializer, "null").map(|()| Self("null"))
    }

    fn encode(&self, output: &mut dyn Output) {
        literal::encode(output, self.0);
    }
}

/// What a body decodes to, or its drift; and what is received of it.
#[test]
fn the_items_of_tuples_keep_their_places() {
    let point = |longitude, latitude, label: Option<Direction>, rest: &[i64]| Point {
        longitude,
        latitude,
        label,
        rest: rest.to_vec(),
    };
    let cases: [(&str, Point, &[&str]); 8] = [
        ("[1, 2.5]", point(1.0, 2.5, None, &[]), &[]),
        (
            r#"[1,2,"north",3,4]"#,
            point(1.0, 2.0, Some(Direction::North), &[3, 4]),
            &[],
        ),
        (
            "[1]",
            point(1.0, 0.0, None, &[]),
            &["`/1`: expected a number, found nothing"],
        ),
        (
            "[]",
            point(0.0, 0.0, None, &[]),
            &[
                "`/0`: expected a number, found nothing",
                "`/1`: expected a number, found nothing",
            ],
        ),
        (
            r#"[null,2,"south",4]"#,
            point(0.0, 2.0, Some(Direction::South), &[4]),
            &["`/0`: expected a number, found null"],
        ),
        (
            r#"[1,2,"up",4]"#,
            point(1.0, 2.0, Some(Direction::North), &[4]),
            &["`/2`: expected one of the declared strings, found a string"],
        ),
        (
            r#"[1,2,"south",{},5]"#,
            point(1.0, 2.0, Some(Direction::South), &[5]),
            &["`/3`: expected an integer, found an object"],
        ),
        (
            r#"[1,2,"south",4,{},5]"#,
            point(1.0, 2.0, Some(Direction::South), &[4, 5]),
            &["`/4`: expected an integer, found an object"],
        ),
    ];
    for (body, expected, drift) in cases {
        let received = decode::<Point>(body.as_bytes()).unwrap();
        let found: Vec<String> = received.drift.iter().map(ToString::to_string).collect();
        assert_eq!(received.event, expected, "{body}");
        assert_eq!(found, drift, "{body}");
        match from_json::<Point>(body.as_bytes()) {
            Ok(point) => assert_eq!((point, drift), (expected, &[] as &[&str]), "{body}"),
            Err(DecodeError::Mismatch(drift)) => assert_eq!(drift, received.drift, "{body}"),
            Err(error) => panic!("{body}: {error}"),
        }
        assert_eq!(&*received.map(|_| ()).body, body);
    }
    // Of items behind one that is absent, the place would be another.
    let north = Some(Direction::North);
    for (point, expected) in [
        (point(1.0, 2.5, None, &[]), "[1.0,2.5]"),
        (point(1.0, 2.5, None, &[7]), "[1.0,2.5]"),
        (point(1.0, 2.5, north.clone(), &[]), r#"[1.0,2.5,"north"]"#),
        (point(1.0, 2.5, north, &[7, 8]), r#"[1.0,2.5,"north",7,8]"#),
    ] {
        let encoded = wire::serialize(&point, serde_json::value::Serializer);
        assert_eq!(encoded.unwrap().to_string(), expected);
    }
}

#[test]
fn a_tuple_has_no_more_items_than_it_takes() {
    let mut deserializer = serde_json::Deserializer::from_str("[1,2,3,true]");
    let mut items = Items::decode(&mut deserializer).unwrap();
    assert_eq!(items.required::<i64>().unwrap(), 1);
    assert_eq!(items.optional::<i64>().unwrap(), Some(2));
    assert!(items.required::<bool>().is_err());
    assert!(items.end().is_err());
    assert!(items.end().is_ok());
    assert_eq!(items.optional::<i64>().unwrap(), None);
    assert!(items.required::<i64>().is_err());
    assert!(items.rest::<i64>().unwrap().is_empty());
}

#[test]
fn constants_are_equal_by_value() {
    let cases = [
        ("1", "1", true),
        ("1", "1.0", true),
        ("1", r#""1""#, false),
        (r#"{"a":1,"b":[]}"#, r#"{ "b": [], "a": 1 }"#, true),
        ("null", "null", true),
        ("null", "false", false),
    ];
    for (declared, text, expected) in cases {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let constant = literal::constant(&mut deserializer, declared);
        assert_eq!(constant.is_ok(), expected, "{declared} and {text}");
    }
    for (text, expected) in [(r#""call""#, true), (r#""Call""#, false), ("null", false)] {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let constant = strings::constant(&mut deserializer, "call");
        assert_eq!(constant.is_ok(), expected, "{text}");
    }
}

#[test]
fn literals_are_encoded_as_they_are_written() {
    let encode = |value: Literal| {
        let mut out = Vec::new();
        wire::serialize(&value, &mut serde_json::Serializer::new(&mut out))?;
        Ok::<_, serde_json::Error>(String::from_utf8(out).unwrap())
    };
    assert_eq!(encode(Literal("[1.10, 2e3]")).unwrap(), "[1.10, 2e3]");
    assert!(encode(Literal("[")).is_err());
}

#[test]
fn texts_and_other_values_are_told_apart() {
    let text = |text: &str| TextOr::Text(text.to_owned());
    let cases: [(&str, TextOr<i64>); 5] = [
        (r#""445""#, text("445")),
        (r#""a\n""#, text("a\n")),
        (r#""""#, text("")),
        ("-445", TextOr::Value(-445)),
        ("9007199254740993", TextOr::Value(9_007_199_254_740_993)),
    ];
    for (body, expected) in cases {
        let value = from_json::<TextOr<i64>>(body.as_bytes()).unwrap();
        assert_eq!(value, expected, "{body}");
        assert_eq!(serde_json::to_string(&value).unwrap(), body);
    }
    for body in ["true", "1.5", "null", "[1]", "{}", "1e99"] {
        let error = from_json::<TextOr<i64>>(body.as_bytes()).unwrap_err();
        assert!(matches!(error, DecodeError::Mismatch(_)), "{body}: {error}");
    }
    let content: Nullable<TextOr<Vec<Vec<String>>>> = from_json(br#"[["a", "b"], []]"#).unwrap();
    let lists = vec![vec!["a".to_owned(), "b".to_owned()], Vec::new()];
    assert_eq!(content, Nullable::Value(TextOr::Value(lists)));
    let received = decode::<Vec<TextOr<bool>>>(br#"["yes", true, 1, false]"#).unwrap();
    let kept = [
        TextOr::Text("yes".to_owned()),
        TextOr::Value(true),
        TextOr::Value(false),
    ];
    assert_eq!(received.event, kept);
    assert_eq!(
        format!("{:?}", received.drift),
        "[`/2`: expected a string or a boolean, found a number]"
    );
    let error = from_json::<Nullable<TextOr<f64>>>(b"[]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the body does not have its declared shape: ``: expected a string, a number or null, found an array"
    );
}

#[test]
fn strings_are_known_however_they_are_escaped() {
    for (body, expected) in [
        (r#""north""#, Direction::North),
        (r#""\u006eorth""#, Direction::North),
        (r#""sout\u0068""#, Direction::South),
    ] {
        assert_eq!(from_json::<Direction>(body.as_bytes()), Ok(expected));
    }
    for body in [r#""\u004eorth""#, r#""""#] {
        assert!(from_json::<Direction>(body.as_bytes()).is_err(), "{body}");
    }
}

#[test]
fn null_fits_beside_what_does_not() {
    let body = r#"[null,"x",2.0,-0,-3,4]"#;
    let received = decode::<Vec<Nullable<i64>>>(body.as_bytes()).unwrap();
    let values: Vec<_> = received.event.iter().map(Nullable::as_option).collect();
    assert_eq!(values, [None, Some(&2), Some(&0), Some(&-3), Some(&4)]);
    assert_eq!(
        format!("{:?}", received.drift),
        "[`/1`: expected an integer or null, found a string]"
    );
}

#[test]
fn pointers_escape_what_parts_names() {
    let body = r#"{"a/b":"x","c~d":{},"~/":1.5,"e":7}"#;
    let received = decode::<BTreeMap<String, i64>>(body.as_bytes()).unwrap();
    assert_eq!(received.event, BTreeMap::from([("e".to_owned(), 7)]));
    let pointers: Vec<&str> = received.drift.iter().map(|it| &*it.pointer).collect();
    assert_eq!(pointers, ["/a~1b", "/c~0d", "/~0~1"]);
}

#[test]
fn secrets_are_read_and_written_as_they_are() {
    let body = r#""made-up""#;
    let secret: Secret = from_json(body.as_bytes()).unwrap();
    assert_eq!(secret.expose(), "made-up");
    assert_eq!(to_json(&secret).unwrap(), body);
}

/// A body decodes, strictly and as it arrives, to what is encoded as the body.
fn round_trip<T: Wire>(body: &str) {
    let received = decode::<T>(body.as_bytes()).unwrap();
    assert_eq!(received.drift, [], "{body}");
    let strict = from_json::<T>(body.as_bytes()).unwrap();
    for value in [strict, received.event] {
        let mut text = Vec::new();
        wire::serialize(&value, &mut serde_json::Serializer::new(&mut text)).unwrap();
        assert_eq!(String::from_utf8(text).unwrap(), body);
    }
}

#[test]
fn scalars_and_containers_come_back() {
    round_trip::<bool>("true");
    round_trip::<String>(r#""a\n\"""#);
    round_trip::<f64>("-2.5");
    round_trip::<()>("null");
    round_trip::<i8>("-128");
    round_trip::<i16>("-32768");
    round_trip::<i32>("-2147483648");
    round_trip::<i64>("-9223372036854775808");
    round_trip::<u8>("255");
    round_trip::<u16>("65535");
    round_trip::<u32>("4294967295");
    round_trip::<u64>("18446744073709551615");
    round_trip::<Box<Vec<bool>>>("[true,false]");
    round_trip::<Vec<()>>("[]");
    round_trip::<BTreeMap<String, f64>>(r#"{"":1.5,"a":2.5}"#);
    let long = format!("[{}1]", "1,".repeat(200));
    round_trip::<Vec<u8>>(&long);
}

#[test]
fn integers_out_of_range_do_not_fit() {
    fn check<T: Wire + std::fmt::Debug>(bodies: [&str; 3]) {
        for body in bodies {
            let error = from_json::<T>(body.as_bytes()).unwrap_err().to_string();
            let expected = "expected an integer, found a number";
            assert!(error.ends_with(expected), "{body}: {error}");
        }
    }
    check::<i8>(["128", "-129", "0.5"]);
    check::<i16>(["32768", "-32769", "1e9"]);
    check::<i32>(["2147483648", "-2147483649", "1e10"]);
    check::<i64>(["9223372036854775808", "-9223372036854775809", "1e19"]);
    check::<u8>(["256", "-1", "-0.5"]);
    check::<u16>(["65536", "-1", "65536.0"]);
    check::<u32>(["4294967296", "-1", "1e10"]);
    check::<u64>(["18446744073709551616", "-1", "1e20"]);
}

#[test]
fn secrets_are_compared_and_not_shown() {
    let secret = Secret::from("made-up".to_owned());
    assert_eq!(secret, Secret::from("made-up"));
    assert_ne!(secret, Secret::from("another"));
    assert_ne!(secret, Secret::default());
    assert_eq!(Secret::default().expose(), "");
    assert_eq!(serde_json::to_string(&secret).unwrap(), r#""made-up""#);
    let list = wire::serialize(&vec![secret.clone()], serde_json::value::Serializer).unwrap();
    assert_eq!(list, serde_json::json!(["made-up"]));
    assert_eq!(
        serde_json::from_value::<[Secret; 1]>(list).unwrap(),
        [secret]
    );
    let error = from_json::<Secret>(b"7").unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("expected a string, found a number")
    );
}

#[test]
fn json_is_equal_by_its_text() {
    let json = |text: &str| text.parse::<Json>().unwrap();
    assert_eq!(json(" [1, 2] "), json("[1, 2]"));
    assert_ne!(json("[1,2]"), json("[1, 2]"));
    assert_eq!(
        (Json::null(), Json::default()),
        (json("null"), json("null"))
    );
    assert!("[1".parse::<Json>().is_err());
    for (value, text) in [
        (Json::from("a\n"), r#""a\n""#),
        (Json::from("a".to_owned()), r#""a""#),
        (Json::from(true), "true"),
        (Json::from(-1_i32), "-1"),
        (Json::from(-1_i64), "-1"),
        (Json::from(1_u32), "1"),
        (Json::from(u64::MAX), "18446744073709551615"),
        (
            Json::from(serde_json::json!({"a": [1.5]})),
            r#"{"a":[1.5]}"#,
        ),
    ] {
        assert_eq!(value.get(), text);
        assert_eq!(to_json(&value).unwrap(), text);
        assert_eq!(format!("{value:?}"), format!("Json({} bytes)", text.len()));
    }
    assert_eq!(json("[1,2]").parse::<[i64; 2]>().unwrap(), [1, 2]);
    assert!(json("[1,2]").parse::<[bool; 2]>().is_err());
}

#[test]
fn values_may_be_null_or_text() {
    let (null, value) = (Nullable::Null, Nullable::from(7));
    assert_eq!(value, Nullable::Value(7));
    assert_eq!((null.as_option(), value.as_option()), (None, Some(&7)));
    assert_eq!((null.into_option(), value.into_option()), (None, Some(7)));
    assert_eq!((null.is_null(), value.is_null()), (true, false));
    for (nullable, text) in [(null, "null"), (value, "7")] {
        assert_eq!(to_json(&nullable).unwrap(), text);
        assert_eq!(
            serde_json::from_str::<Nullable<i64>>(text).unwrap(),
            nullable
        );
        let tree: serde_json::Value = text.parse().unwrap();
        let encoded = wire::serialize(&nullable, serde_json::value::Serializer).unwrap();
        assert_eq!(encoded, tree);
        assert_eq!(
            serde_json::from_value::<Nullable<i64>>(tree).unwrap(),
            nullable
        );
    }
    let (text, value) = (TextOr::from("8"), TextOr::Value(7));
    assert_eq!(text, TextOr::from("8".to_owned()));
    assert_eq!((text.text(), value.text()), (Some("8"), None));
    assert_eq!((text.value(), value.value()), (None, Some(&7)));
    for (text_or, body, number) in [(text, r#""8""#, 8), (value, "7", 7)] {
        assert_eq!(to_json(&text_or).unwrap(), body);
        assert_eq!(serde_json::from_str::<TextOr<i64>>(body).unwrap(), text_or);
        let encoded = wire::serialize(&text_or, serde_json::value::Serializer).unwrap();
        assert_eq!(encoded.to_string(), body);
        assert_eq!(text_or.value_or_else(|text| text.parse().unwrap()), number);
    }
}

#[test]
fn undeclared_members_are_counted() {
    let mut extra = Extra::new();
    assert_eq!((extra.is_empty(), extra.len()), (true, 0));
    extra.push("id", Json::from(1));
    assert_eq!((extra.is_empty(), extra.len()), (false, 1));
    assert_eq!(extra.get("id").map(Json::get), Some("1"));
    assert_eq!(extra.get("di"), None);
    extra.push("id", Json::null());
    extra.push("a", Json::from("b"));
    assert_eq!(extra.get("id").map(Json::get), Some("1"));
    let members: Vec<(&str, &str)> = extra.iter().map(|(name, it)| (name, it.get())).collect();
    assert_eq!(members, [("id", "1"), ("id", "null"), ("a", r#""b""#)]);
}
