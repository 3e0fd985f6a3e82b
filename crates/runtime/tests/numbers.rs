//! Numbers of every size come back as they were written, and integers are never rounded.

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher, RandomState};

use asyncapi_runtime::prelude::*;
use asyncapi_runtime::{Integer, Number};

/// What a body is encoded as when it has been decoded, strictly and as it arrives; `-` where it is
/// refused, or drifts.
fn check<T: Wire + Serialize>(body: &str) -> String {
    let strict = from_json::<T>(body.as_bytes());
    let strict = strict.map_or_else(|_| "-".to_owned(), |value| encoded(&value));
    let lenient = match decode::<T>(body.as_bytes()) {
        Ok(received) if received.drift.is_empty() => encoded(&received.event),
        Ok(_) | Err(_) => "-".to_owned(),
    };
    assert_eq!(strict, lenient, "{body}");
    strict
}

/// The text of a value by serde's way and by that of generated types, which is the same.
fn encoded<T: Wire + Serialize>(value: &T) -> String {
    let mut text = Vec::new();
    wire::serialize(value, &mut serde_json::Serializer::new(&mut text)).unwrap();
    let text = String::from_utf8(text).unwrap();
    assert_eq!(serde_json::to_string(value).unwrap(), text);
    text
}

const TEXTS: [&str; 22] = [
    "0",
    "-0",
    "1",
    "1.0",
    "1e0",
    "1E+3",
    "-2.50",
    "0.1",
    "0.1000000000000000055",
    "3.141592653589793238462643383279",
    "255",
    "-256",
    "9007199254740993",
    "9007199254740993.0",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551616",
    "1e17",
    "1e18",
    "1e400",
    "-2.2250738585072014e-308",
];

#[test]
fn numbers_come_back_as_they_were_written() {
    for text in TEXTS {
        assert_eq!(check::<Number>(text), text);
        assert_eq!(
            check::<Vec<Nullable<Number>>>(&format!("[ {text} , null]")),
            format!("[{text},null]")
        );
    }
    for text in [
        "null", "\"1\"", "true", "[1]", "{}", "+1", "1.", ".5", "01", "NaN", "",
    ] {
        assert_eq!(check::<Number>(text), "-", "{text}");
        assert!(text.parse::<Number>().is_err(), "{text}");
    }
    for text in [" 1", "1 ", "1\n", "1 2"] {
        assert!(text.parse::<Number>().is_err(), "{text:?}");
    }
}

#[test]
fn integers_are_never_rounded() {
    let table: Vec<String> = TEXTS
        .iter()
        .map(|text| {
            let row = [
                check::<Integer>(text),
                check::<i64>(text),
                check::<u64>(text),
                check::<u8>(text),
            ];
            format!(
                "{text:>32} {:>25} {:>20} {:>20} {:>4}",
                row[0], row[1], row[2], row[3]
            )
        })
        .collect();
    insta::assert_snapshot!(table.join("\n"));
}

#[test]
fn numbers_are_used_like_numbers() {
    let number: Number = serde_json::from_str("12.50").unwrap();
    assert_eq!(number, 12.5);
    assert_eq!(Number::from(7_u8), 7);
    assert_eq!(
        format!("{number} {number:?} {number:>6}"),
        "12.50 12.50  12.50"
    );
    assert_eq!(Number::default().as_str(), "0");
    assert!("1e400".parse::<Number>().unwrap().as_f64().is_infinite());
    assert_eq!(Number::try_from(0.1).unwrap().as_str(), "0.1");
    assert!(Number::try_from(f64::NAN).is_err());
    assert!(Number::try_from(f64::INFINITY).is_err());
    assert!("1.5".parse::<Integer>().is_err());
    assert_eq!(Integer::from(u64::MAX).as_u64(), Some(u64::MAX));
    assert_eq!(Number::from(Integer::from(3)).as_i64(), Some(3));
    assert_eq!(f64::from(&number).to_bits(), 12.5_f64.to_bits());
    assert_ne!(number, 12);
    assert_ne!(number, 12.0);

    let number = |text: &str| text.parse::<Number>().unwrap();
    let numbers: BTreeSet<Number> = ["2", "10", "1.5", "2.0", "-1"].map(number).into();
    assert_eq!(format!("{numbers:?}"), "{-1, 1.5, 2.0, 10}");
    let state = RandomState::new();
    assert_eq!(state.hash_one(number("1")), state.hash_one(number("1.0")));
    assert_ne!(state.hash_one(number("1")), state.hash_one(number("2")));
    let names = HashMap::from([(number("1"), "one")]);
    assert_eq!(names.get(&number("1.0")), Some(&"one"));
}

#[test]
fn integers_are_of_every_size() {
    let cases = [
        ("0", Some(0), Some(0), Some(0), 0.0),
        ("-7", Some(-7), None, Some(-7), -7.0),
        ("1.0e3", Some(1000), Some(1000), Some(1000), 1e3),
        (
            "18446744073709551615",
            None,
            Some(u64::MAX),
            Some(u64::MAX.into()),
            2_f64.powi(64),
        ),
        (
            "-18446744073709551616",
            None,
            None,
            Some(-(1 << 64)),
            -(2_f64.powi(64)),
        ),
        ("1e39", None, None, None, 1e39),
    ];
    for (text, signed, unsigned, wide, float) in cases {
        let integer: Integer = text.parse().unwrap();
        assert_eq!(
            (integer.as_i64(), integer.as_u64(), integer.as_i128()),
            (signed, unsigned, wide),
            "{text}"
        );
        assert_eq!(integer.as_f64().to_bits(), f64::to_bits(float), "{text}");
        assert_eq!(
            (integer.as_str(), integer.to_string().as_str()),
            (text, text)
        );
        assert_eq!(integer == 1000, signed == Some(1000), "{text}");
    }
}

#[test]
fn numbers_are_small() {
    assert_eq!(size_of::<Number>(), size_of::<String>());
    assert_eq!(size_of::<Option<Nullable<Integer>>>(), size_of::<String>());
}

/// Whatever else can be decoded from, the value is there; its text is where the input has it.
#[test]
fn every_way_to_decode_works() {
    let body = "[1.10,12345678901234567890123]";
    let from_text: Vec<Number> = serde_json::from_str(body).unwrap();
    let from_bytes: Vec<Number> = serde_json::from_slice(body.as_bytes()).unwrap();
    let from_reader: Vec<Number> = serde_json::from_reader(body.as_bytes()).unwrap();
    for numbers in [from_text, from_bytes, from_reader] {
        assert_eq!(serde_json::to_string(&numbers).unwrap(), body);
    }
    let value = serde_json::json!([1.5, 2]);
    let numbers: Vec<Number> = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&numbers).unwrap(), value);
}

#[test]
fn constants_are_compared_exactly() {
    let values = ["9007199254740993", "1.5", r#"{"a":[1,"x"]}"#, "null"];
    let cases = [
        ("9007199254740993.0", Some(0)),
        ("9007199254740992", None),
        ("9007199254740992.0", None),
        ("15e-1", Some(1)),
        (r#"{ "a" : [1.0, "\u0078"] }"#, Some(2)),
        (r#"{"a":[1,"x"],"b":1}"#, None),
        (r#"{"b":[1,"x"]}"#, None),
        (r#"{"a":[1,"x",2]}"#, None),
        ("null", Some(3)),
        ("false", None),
        ("\"null\"", None),
    ];
    for (text, expected) in cases {
        assert_eq!(literal::position(&values, text), expected, "{text}");
    }
}

#[test]
fn integers_written_as_floats_are_exact() {
    for (text, expected) in [
        ("1.0", 1),
        ("-1.2e3", -1200),
        ("1125899906842623.0", 1_125_899_906_842_623),
        // serde_json makes another float of it.
        ("7701155362803548.0", 7_701_155_362_803_548),
        ("-7701155362803548.00", -7_701_155_362_803_548),
        ("9007199254740993.0", 9_007_199_254_740_993),
    ] {
        assert_eq!(
            from_json::<i64>(text.as_bytes()).unwrap(),
            expected,
            "{text}"
        );
        let received = decode::<i64>(text.as_bytes()).unwrap();
        assert_eq!(
            (received.event, received.drift.len()),
            (expected, 0),
            "{text}"
        );
    }
    // Its float has no fraction.
    for text in ["60000000001.0000003", "1.00000000000000000001", "1e-400"] {
        assert!(from_json::<i64>(text.as_bytes()).is_err(), "{text}");
        let received = decode::<Vec<i64>>(format!("[1,{text}]").as_bytes()).unwrap();
        assert_eq!(received.event, [1], "{text}");
        let found = received.drift[0].found.as_ref().unwrap();
        assert_eq!(found.get(), text);
    }
}
