//! What an app does with the crates that have everything.

/// Checks that a body of a type is encoded as it was decoded, or as given behind `=>`.
macro_rules! round_trips {
    ($($type:ty: [$($body:literal $(=> $encoded:literal)?),* $(,)?])*) => {
        $($({
            let body: &str = $body;
            let expected = [$($encoded,)? body][0];
            let value = sink::from_json::<$type>(body.as_bytes());
            let value = value.unwrap_or_else(|error| panic!("{body}: {error}"));
            assert_eq!(serde_json::to_string(&value).unwrap(), expected, "{body}");
            let strict = serde_json::from_str::<$type>(body).unwrap();
            assert_eq!(strict, value, "{body}");
        })*)*
    };
}

/// Checks that a body has integers which show in its text alone: a float that serde hands over is
/// none.
macro_rules! integers_as_floats {
    ($($type:ty: [$($body:literal => $encoded:literal),* $(,)?])*) => {
        $($({
            let body: &str = $body;
            let value = sink::from_json::<$type>(body.as_bytes());
            let value = value.unwrap_or_else(|error| panic!("{body}: {error}"));
            assert_eq!(serde_json::to_string(&value).unwrap(), $encoded, "{body}");
            assert!(serde_json::from_str::<$type>(body).is_err(), "{body}");
        })*)*
    };
}

/// Checks that a body does not fit a type, and what is said of it.
macro_rules! mismatches {
    ($($type:ty: [$($body:literal => $drift:literal),* $(,)?])*) => {
        $($({
            let body: &str = $body;
            match sink::from_json::<$type>(body.as_bytes()) {
                Err(sink::runtime::DecodeError::Mismatch(drift)) => {
                    let drift: Vec<String> = drift.iter().map(ToString::to_string).collect();
                    assert_eq!(drift.join("; "), $drift, "{body}");
                }
                other => panic!("{body}: {other:?}"),
            }
            assert!(serde_json::from_str::<$type>(body).is_err(), "{body}");
        })*)*
    };
}

#[test]
fn every_kind_of_type_is_encoded_as_it_was_decoded() {
    use sink::{
        Anything, Closed, ClosedLevel, ClosedPoint, ClosedStatus, Formats, Free, Integers, Kind, Level,
        Order, Orders, Others, Pet, Point, Status, Tree, Typed, Version,
    };
    round_trips! {
        Order: [
            r#"{"number":1,"items":[],"closed \"at\"\n":null}"#,
            r#"{"number":-1,"type":"x","parent":{"number":2,"items":[],"closed \"at\"\n":"initial"},"items":[{"sku":"a","x":null,"y":255}],"note":null,"closed \"at\"\n":"else","prices":{"a":1,"b":-2.50},"point":[1.0,2],"new":[1.10,{"deep":1e400}]}"#,
            r#"{"items":[],"closed \"at\"\n":null,"number":1,"note":"n"}"#
                => r#"{"number":1,"items":[],"note":"n","closed \"at\"\n":null}"#,
        ]
        Integers: [
            r#"{"i8":-128,"i16":-32768,"i32":-2147483648,"i64":-9223372036854775808,"u8":255,"u16":65535,"u32":4294967295,"u64":18446744073709551615}"#,
        ]
        Others: [
            r#"{"bool":true,"number":1.50,"whole":1e3,"string":"é\n","secret":"made-up\\n","json":{"b":1.10,"a":[ ]},"null":null,"map":{"k":[1.0,null]}}"#,
            r#"{"bool":true,"number":12345678901234567890.12345,"whole":-12345678901234567890123,"string":"","json":1,"null":null,"map":{}}"#,
        ]
        Formats: [
            r#"{"timestamp":"2026-01-31T09:30:00+02:00","date":"2026-01-31","time":"09:30","span":"P1D","uuid":"67E55044-10b1-426f-9247-bb680e5fe0c8","url":"https://example.com"}"#,
            r#"{"timestamp":"soon","date":"","time":"late","span":"a while","uuid":"none","url":"here"}"#,
        ]
        Free: ["{}", r#"{"a":1,"a":2,"b":12345678901234567890123}"#]
        Closed: ["{}"]
        Typed: ["{}", r#"{"a":"initial","b":"?"}"#]
        Tree: ["[]", "[[],[[],[]]]"]
        Orders: ["[]"]
        Status: [r#""initial""#, r#""""#, "\"done \\\\ \\\"quoted\\\" \u{202e}\"", r#""anything""#]
        ClosedStatus: [r#""initial""#]
        Level: ["1", "1.0" => "1", "1.5" => "1.50", "null", r#"{ "a": [true] }"# => r#"{"a":[true]}"#, "[7.0]"]
        ClosedLevel: ["1", "null"]
        Kind: [r#""order \"x\"""#]
        Version: ["2.0", "2" => "2.0"]
        Point: ["[1.5,2.5]", r#"[1.5,2.5,"initial"]"#, r#"[1.5,2.5,"?",3,4]"#]
        ClosedPoint: ["[1.5,2.5]", r#"[1.5,2.5,"initial"]"#]
        Pet: [
            r#"{"kind":"cat","meows":true}"#,
            r#"{"kind":"wolf","barks":false,"x":1}"#,
            r#"{"kind":"bird"}"#,
            "null",
        ]
        Anything: ["1.5", r#""text""#, r#"{"kind":"any","meows":true}"#, r#"[{"kind":"cat","meows":true},{"kind":"bird"}]"#]
    }
    integers_as_floats! {
        Integers: [
            r#"{"i8":0,"i16":1.0,"i32":1e3,"i64":0,"u8":0,"u16":0,"u32":0,"u64":0.0}"#
                => r#"{"i8":0,"i16":1,"i32":1000,"i64":0,"u8":0,"u16":0,"u32":0,"u64":0}"#,
        ]
    }
}

#[test]
fn what_does_not_fit_is_named() {
    use sink::{
        Anything, Closed, ClosedLevel, ClosedPoint, ClosedStatus, Integers, Kind, Nothing, Order,
        Version,
    };
    mismatches! {
        Order: [
            r#"{"number":1.5,"items":[{"sku":1,"x":"y"}],"closed \"at\"\n":null,"point":[1],"never":1}"#
                => "`/number`: expected an integer, found a number; `/items/0/sku`: expected a string, found a number; `/items/0/x`: expected an integer or null, found a string; `/point/1`: expected a number, found nothing; `/never`: expected no value, found a number",
        ]
        Integers: [
            r#"{"i8":128,"i16":0,"i32":0,"i64":9223372036854775808,"u8":-1,"u16":0,"u32":0,"u64":0,"x":0}"#
                => "`/i8`: expected an integer, found a number; `/i64`: expected an integer, found a number; `/u8`: expected an integer, found a number; `/x`: expected no such member, found a number",
        ]
        Closed: [r#"{"a":1}"# => "`/a`: expected no such member, found a number"]
        Nothing: ["null" => "``: expected no value, found null"]
        ClosedStatus: [r#""else""# => "``: expected one of the declared strings, found a string"]
        ClosedLevel: ["2" => "``: expected one of the declared values, found a number"]
        Kind: [r#""order""# => "``: expected one of the declared strings, found a string"]
        Version: ["2.1" => "``: expected one of the declared values, found a number"]
        ClosedPoint: [r#"[1,2,"initial",3]"# => "`/3`: expected no value, found a number"]
        Anything: ["null" => "``: expected one of the declared types, found null"]
    }
}

#[test]
fn what_is_not_json_is_handed_on() {
    let body = b"\x08\xFF{\"event\":1}";
    let event = sink::Event::decode_bytes_sent(body);
    let ruled_sink::Event::Bytes(ruled) = ruled_sink::Event::decode_bytes_sent(body) else {
        panic!("{event:?}");
    };
    assert_eq!((&*ruled.body, ruled.format), (&body[..], "application/\"x\";version=3"));
    assert_eq!(event.name(), Some("bytes \"sent\""));
    assert!(sink::Event::NAMES.contains(&"bytes \"sent\""));
    let error = serde_json::to_string(&event).unwrap_err().to_string();
    assert_eq!(error, "a body in `application/\"x\";version=3` has no JSON");
    assert!(!format!("{event:?}").contains("255"));
}

#[test]
fn sets_of_strings_are_texts() {
    use sink::{ClosedStatus, Status};
    assert_eq!(Status::from("initial"), Status::Initial);
    assert_eq!(Status::from("?").as_str(), "?");
    assert_eq!(format!("{:>8}|", Status::Initial), " initial|");
    assert_eq!(ClosedStatus::try_from(""), Ok(ClosedStatus::Empty));
    assert!(ClosedStatus::try_from("?").is_err());
    assert_eq!(sink::Kind::VALUE, "order \"x\"");
    assert_eq!(sink::Version::VALUE, "2.0");
}

#[test]
fn events_find_their_variants_wherever_the_tag_stands() {
    use sink::Event;
    let order = r#""number":1,"items":[],"closed \"at\"\n":null"#;
    let cases = [
        (format!(r#"{{{order},"event":"order.created"}}"#), "OrderCreated(", Some("order.created")),
        (format!(r#"{{"event":"order.moved",{order}}}"#), "OrderMoved(", Some("order.moved")),
        (r#"{"event":"order.deleted","x":1}"#.to_owned(), "OrderDeleted(", Some("order.deleted")),
        (r#"{"event":"ping"}"#.to_owned(), "Ping(", Some("ping")),
        (r#"{"event":"pet.seen","kind":"bird"}"#.to_owned(), "PetSeen(", Some("pet.seen")),
        (r#"{"event":"prices","a":1}"#.to_owned(), "Prices(", Some("prices")),
        (r#"{"event":"order.exploded"}"#.to_owned(), "Unknown(", Some("order.exploded")),
    ];
    for (body, variant, name) in cases {
        let event = Event::from_json(body.as_bytes()).unwrap();
        assert!(format!("{event:?}").starts_with(variant), "{body}: {event:?}");
        assert_eq!(event.name(), name, "{body}");
        let value: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(serde_json::to_value(&event).ok(), Some(value), "{body}");
        let received = Event::decode(body.as_bytes()).unwrap();
        assert_eq!((received.event, &*received.body), (event, &*body));
    }
    assert_eq!(Event::NAMES.len(), 9);
    assert!(size_of::<Event>() <= 128);
    let drifted = Event::decode(br#"{"event":"order.created","number":"1","items":[]}"#).unwrap();
    assert_eq!(drifted.drift.len(), 2);
    assert_eq!(drifted.event.name(), Some("order.created"));
    let nameless = Event::decode(br#"{"event":1}"#).unwrap();
    assert_eq!(nameless.drift.len(), 1);
    assert_eq!(nameless.event.name(), None);
    assert!(Event::from_json(br#"{"event":1}"#).is_err());
}

#[test]
fn rules_decide_where_the_tag_does_not() {
    use ruled_sink::Event;
    let order = r#""items":[],"closed \"at\"\n":null"#;
    let cases = [
        (format!(r#"{{"meta":{{"type":"order.moved"}},"number":1,{order}}}"#), "OrderMoved(", Some("order.moved")),
        (format!(r#"{{"number":1,"meta":{{"type":"order.\"created\""}},{order}}}"#), "OrderCreated(", Some("order.created")),
        (format!(r#"{{{order},"number":1}}"#), "OrderCreated(", Some("order.created")),
        (format!(r#"{{"meta":{{"type":"order.deleted"}},"number":1,{order}}}"#), "OrderCreated(", Some("order.created")),
        (r#"{"kind":"a \"b\""}"#.to_owned(), "PetSeen(", Some("pet.seen")),
        (r#"{"kind":1e0}"#.to_owned(), "PetSeen(", Some("pet.seen")),
        (r#"{"list":[]}"#.to_owned(), "Ambiguous(", None),
        (r#"{"list":{},"number":1,"odd \"name\"":null}"#.to_owned(), "Unknown(", None),
        (r#"{"meta":{"type":"other"}}"#.to_owned(), "Unknown(", Some("other")),
        ("{}".to_owned(), "Unknown(", None),
    ];
    let all: Vec<&str> = cases.iter().map(|(body, ..)| &**body).collect();
    let batch = Event::decode_batch(format!(" [ {}]", all.join(" ,")).as_bytes()).unwrap();
    for ((body, variant, name), item) in cases.iter().zip(batch) {
        let received = Event::decode(body.as_bytes()).unwrap();
        assert!(format!("{:?}", received.event).starts_with(variant), "{body}: {:?}", received.event);
        assert_eq!(received.event.name(), *name, "{body}");
        assert_eq!(item, Ok(received.clone()), "{body}");
        assert_eq!(received.drift, [], "{body}");
        assert_eq!(&*received.body, body);
        let value: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(serde_json::to_value(&received.event).ok(), Some(value), "{body}");
    }
    let Ok(Event::Ambiguous(event)) = Event::from_json(br#"{"list":[1]}"#) else {
        panic!("a list may be two events")
    };
    assert_eq!(event.candidates, ["order.deleted", "ping"]);
    assert_eq!(event.body.get(), r#"{"list":[1]}"#);
    let told = Event::decode_ping(event.body.get().as_bytes()).unwrap();
    assert_eq!(told.event.name(), Some("ping"));
    for twice in [r#"{"kind":1,"kind":2}"#, r#"{"meta":1,"meta":{"type":"ping"}}"#, r#"{"meta":{"type":"ping","type":"x"}}"#] {
        assert!(Event::decode(twice.as_bytes()).is_err(), "{twice}");
        assert!(Event::from_json(twice.as_bytes()).is_err(), "{twice}");
    }
}

#[test]
fn an_item_that_cannot_be_decoded_takes_no_other_with_it() {
    use ruled_sink::Event;
    use ruled_sink::runtime::{DecodeError, Rejected};
    let deep = format!(r#"{{"x":{}{}}}"#, "[".repeat(200), "]".repeat(200));
    let body = format!(r#"[{{"meta":{{"type":"ping"}}}}, null ,{{"kind":1,"kind":2}},[{{}}],{deep},{{"number":"x","items":[]}},3]"#);
    let batch = Event::decode_batch(body.as_bytes()).unwrap();
    let shown: Vec<String> = batch
        .iter()
        .map(|item| match item {
            Ok(received) => format!("{:?} {:?}", received.event.name(), received.drift),
            Err(rejected) => format!("{rejected}: {}", &rejected.body[..rejected.body.len().min(20)]),
        })
        .collect();
    assert_eq!(
        shown,
        [
            r#"Some("ping") []"#,
            "the body is JSON, but not an object: null",
            r#"the body has two members `kind`: {"kind":1,"kind":2}"#,
            "the body is JSON, but not an object: [{}]",
            r#"the body nests deeper than 128 levels: {"x":[[[[[[[[[[[[[[["#,
"Some(\"order.created\") [`/number`: expected an integer, found a string, `/closed \"at\"\n`: expected a string or null, found nothing]",
            "the body is JSON, but not an object: 3",
        ]
    );
    let told = Event::decode_batch_ping(b"[{},1,{}]").unwrap();
    let told: Vec<bool> = told.iter().map(|item| matches!(item, Ok(it) if it.event.name() == Some("ping"))).collect();
    assert_eq!(told, [true, false, true]);
    assert_eq!(Event::decode_batch(b" [] ").unwrap(), []);
    assert_eq!(Event::decode_batch(br#" {"list":[]} "#).unwrap().len(), 1);
    for bad in [&b""[..], b"[", b"[{}", b"[{},]", b"[{}] 1", b"[\xff]"] {
        assert!(matches!(Event::decode_batch(bad), Err(DecodeError::Rejected(_))), "{bad:?}");
    }
    for bad in ["3", "null", "\"x\""] {
        assert_eq!(Event::decode_batch(bad.as_bytes()), Err(Rejected::NotObject.into()), "{bad}");
    }
}

#[test]
fn told_events_are_decoded_by_their_functions() {
    use told_sink::Event;
    let cat = br#"{"kind":"cat","meows":true}"#;
    let Ok(Event::Anything(anything)) = Event::from_json_anything(cat) else {
        panic!("a cat is anything")
    };
    assert_eq!(serde_json::to_string(&*anything).unwrap().as_bytes(), cat);
    let received = Event::decode_order_created(b"{}").unwrap();
    assert!(matches!(received.event, Event::OrderCreated(_)));
    assert_eq!(received.drift.len(), 3);
    assert_eq!(received.event.name(), Some("order.created"));
    assert!(Event::from_json_order_created(b"{}").is_err());
    assert!(Event::from_json_order_deleted(b"[1.10]").is_ok());
}

#[test]
fn a_document_becomes_what_it_says() {
    use document_sink::{Event, OrderState, types};
    let body = br#"{"event":"order.created","sent_at":1,"data":{"id":7,"odd \"name\"":null,"state":"on hold","priority":2.5,"parent":{"id":1,"odd \"name\"":"x","state":"lost","lines":[]},"lines":[{"sku":"ABC1","gift":true,"metadata":{"source":"s","n":3}}],"totals":{"net":1.5},"location":[1.5,2.5,"home",7],"small":255,"later":[1.10]}}"#;
    let event = Event::from_json(body).unwrap();
    let Event::OrderCreated(created) = &event else {
        panic!("{event:?}")
    };
    assert_eq!(created.data.state, OrderState::OnHold);
    assert_eq!(serde_json::to_string(&event).unwrap().as_bytes(), body);
    let body = br#"{"event":"pet.seen","pet":{"kind":"Dog","friends":[{"kind":"Cat","lives":9},{"kind":"Fish"}],"reach":{"miles":2.5}},"visits":[{"at":"yesterday","place":[0.5,1.5]},{"at":"2026-01-31T09:30:00+02:00"}]}"#;
    let event = Event::from_json(body).unwrap();
    let Event::PetSeen(seen) = &event else {
        panic!("{event:?}")
    };
    assert!(matches!(seen.pet, types::Pet::Dog(_)), "{:?}", seen.pet);
    assert_eq!(serde_json::to_string(&event).unwrap().as_bytes(), body);
    let at = |index: usize| seen.visits.as_ref()?.get(index)?.at.as_ref()?.value();
    assert_eq!(at(0), None);
    assert_eq!(at(1).map(ToString::to_string).as_deref(), Some("2026-01-31T07:30:00Z"));
}

#[test]
fn strict_settings_refuse_what_is_not_declared_and_keep_what_is_valid() {
    use strict_sink::{Either, Level, Listed, Longer, Named, Pet, Status};
    round_trips! {
        Status: [r#""done""#]
        Level: ["1", "1.0" => "1", r#""low""#, "null"]
        Either: ["true", r#""auto""#, r#"{"kind":"cat","lives":9}"#]
        Pet: [r#"{"kind":"Cat","lives":9223372036854775808}"#, r#"{"kind":"Dog","new":1.10}"#]
        Named: [r#"{"name":"n","new":1.10}"#, "null", "true", "1.50", r#""text""#, r#"["name"]"#]
        Listed: ["[1,2.0,12345678901234567890]", r#"{"a":1}"#, "false", r#""text""#]
        Longer: [r#""longer""#, "1", "[2.50]"]
    }
    mismatches! {
        Status: [r#""else""# => "``: expected one of the declared strings, found a string"]
        Level: ["2" => "``: expected a declared value or null, found a number"]
        Either: [
            "1" => "``: expected one of the declared types, found a number",
            r#""manual""# => "``: expected one of the declared types, found a string",
            "{}" => "``: expected one of the declared types, found an object",
        ]
        Pet: [
            r#"{"kind":"Fish"}"# => "``: expected one of the declared types, found an object",
            r#"{"kind":"Cat","lives":1.5}"# => "`/lives`: expected an integer, found a number",
            r#"{"kind":"Dog","age":9223372036854775808}"# => "`/age`: expected an integer, found a number",
        ]
        Named: ["{}" => "``: expected a declared value or null, found an object"]
        Listed: ["[1.5]" => "``: expected a declared value or null, found an array"]
    }
}

#[test]
fn samples_are_as_they_were_sent_and_can_be_signed() {
    use told_sink::samples;

    let hostile = "{\r\n  \"event\": \"order.created\",\n\t\"number\": \"\\u0000 \u{202e} \"\n}\n";
    let all = [("ping", r#"{"event":"ping"}"#), ("or\"der`", hostile), ("all", "[]")];
    assert_eq!(samples::ALL, all);
    assert_eq!([samples::ping(), samples::order(), samples::all()], all.map(|(_, body)| body));

    let verifier = told_sink::Verifier::new(["made-up-new", "made-up-old"]).unwrap();
    let other = told_sink::Verifier::new(["made-up-old"]).unwrap();
    for body in [samples::ping(), samples::order()] {
        let request = verifier.sign(body.as_bytes());
        let decode = told_sink::Event::decode_ping;
        let delivery = verifier.receive_with(&request.headers(), &request.body, decode).unwrap();
        assert_eq!(delivery.secret, 0);
        assert!(delivery.received.body.contains("\"to\\\"ken`\":\"made-up-new\""));
        assert!(other.receive_with(&request.headers(), &request.body, decode).is_err());
    }

    let verifier = ruled_sink::Verifier::new(["whsec_bWFkZS11cA=="]).unwrap();
    let other = ruled_sink::Verifier::new(["AAAA"]).unwrap();
    let request = verifier.sign(samples::order().as_bytes());
    let delivery = verifier.receive(&request.headers(), &request.body).unwrap();
    assert_eq!(&*delivery.received.body, samples::order());
    assert!(other.receive(&request.headers(), &request.body).is_err());
}
