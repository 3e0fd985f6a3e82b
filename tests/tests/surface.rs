//! What apps rely on: how many events there are, which types they carry, how large they are.

use asyncapi_runtime::{Nullable, Shape, TextOr, Wire};
use regal_events::CallPayload;

/// The declared members of an object type, in order.
fn members<T: Wire>() -> Vec<&'static str> {
    match T::shape() {
        Shape::Object(object) => object.fields.iter().map(|field| field.name).collect(),
        other => panic!("{} is no object", other.describe()),
    }
}

#[test]
fn every_message_is_an_event() {
    assert_eq!(aircall_events::Event::NAMES.len(), 69);
    assert_eq!(regal_events::Event::NAMES.len(), 40);
    assert_eq!(
        dialpad_events::Event::NAMES,
        [
            "call-events",
            "sms-events",
            "agent-status-events",
            "contact-events",
            "change-log-events"
        ]
    );
}

#[test]
fn parts_of_all_of_meet() {
    let envelope = ["event", "resource", "timestamp", "token", "data"];
    assert_eq!(members::<aircall_events::CallEvent>(), envelope);
    assert_eq!(aircall_events::CallEventResource::VALUE, "call");
    let data: fn(aircall_events::CallEvent) -> aircall_events::Call = |event| event.data;
    let _ = data;
    let properties = members::<regal_events::CallPayloadProperties>();
    for name in ["call_id", "direction", "ivr_flow_id", "agent_firstname"] {
        assert!(properties.contains(&name), "{name}");
    }
    let properties: fn(CallPayload) -> Option<Nullable<regal_events::CallPayloadProperties>> =
        |payload| payload.properties;
    let _ = properties;
}

#[test]
fn events_are_small() {
    assert!(size_of::<aircall_events::Event>() <= 128);
    assert!(size_of::<regal_events::Event>() <= 128);
    assert!(size_of::<dialpad_events::Event>() <= 128);
    assert_eq!(
        size_of::<Option<Nullable<String>>>(),
        size_of::<Option<String>>()
    );
}

#[test]
fn undeclared_values_are_kept() {
    let body = br#"{"event":"call.created","resource":"call","timestamp":1,"token":"made-up","data":{"status":"parked","mood":1.10},"shard":[9007199254740993]}"#;
    let event = aircall_events::Event::from_json(body).unwrap();
    assert_eq!(serde_json::to_vec(&event).unwrap(), body);
    let aircall_events::Event::CallCreated(call) = event else {
        panic!("{:?}", event.name())
    };
    assert_eq!(
        call.data.status,
        Some(aircall_events::CallStatus::Other("parked".into()).into())
    );
    assert_eq!(call.data.extra.get("mood").unwrap().get(), "1.10");
}

#[test]
fn strict_errors_name_every_path_and_no_value() {
    let body = br#"{"event":"call.created","resource":"call","timestamp":"then","token":"made-up","data":{"id":"x","user":{"id":true}}}"#;
    let error = aircall_events::Event::from_json(body).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the body does not have its declared shape: `/timestamp`: expected an integer, found a string; \
         `/data/id`: expected an integer or null, found a string; \
         `/data/user/id`: expected an integer or null, found a boolean"
    );
}

#[test]
fn null_absent_text_and_number_are_kept_apart() {
    let body = br#"{"name":"call.completed","properties":{"campaign_friendly_id":"445","journey_friendly_id":771,"notes":null}}"#;
    let event = regal_events::Event::from_json(body).unwrap();
    assert_eq!(serde_json::to_vec(&event).unwrap(), body);
    let regal_events::Event::CallCompleted(call) = event else {
        panic!("{:?}", event.name())
    };
    let Some(Nullable::Value(properties)) = call.properties else {
        panic!("the properties are there")
    };
    assert_eq!(properties.notes, Some(Nullable::Null));
    assert_eq!(properties.disposition, None);
    assert_eq!(
        properties.campaign_friendly_id,
        Some(TextOr::from("445").into())
    );
    assert_eq!(
        properties.journey_friendly_id,
        Some(TextOr::Value(771).into())
    );
}

#[test]
fn serde_decodes_the_same() {
    let body =
        r#"{"data":{},"token":"made-up","timestamp":1000,"resource":"call","event":"call.ended"}"#;
    let strict = aircall_events::Event::from_json(body.as_bytes()).unwrap();
    let value: serde_json::Value = serde_json::from_str(body).unwrap();
    let reader: aircall_events::Event = serde_json::from_reader(body.as_bytes()).unwrap();
    let value: aircall_events::Event = serde_json::from_value(value).unwrap();
    assert_eq!(reader, strict);
    assert_eq!(value, strict);
}

#[test]
fn a_token_that_comes_twice_is_rejected() {
    for event in ["call.created", "call.exploded"] {
        let body = format!(
            r#"{{"event":"{event}","token":"made-up","resource":"call","timestamp":1,"data":{{}},"token":"other"}}"#
        );
        let error = aircall_events::Event::decode(body.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "the body has two members `token`");
    }
}
