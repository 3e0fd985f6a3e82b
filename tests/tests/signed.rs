//! What the vendors' senders would send, made of the samples that their crates bring: accepted by
//! who knows the secret, and answered.

use asyncapi_runtime::verify::{SignedRequest, Verify};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use axum::routing::post;
use tower::ServiceExt;

const SECRET: &str = "made-up-secret-0001";
const OTHER: &str = "made-up-secret-0002";

fn check(
    samples: &[(&str, &str)],
    sign: impl Fn(&[u8]) -> SignedRequest,
    [verifier, other]: [&dyn Verify; 2],
) {
    assert!(samples.len() >= 5);
    for (name, body) in samples {
        let request = sign(body.as_bytes());
        let (headers, body) = (request.headers(), &request.body);
        assert!(verifier.verify(&headers, body).is_ok(), "{name}");
        assert!(other.verify(&headers, body).is_err(), "{name}");
    }
}

macro_rules! vendors {
    ($($vendor:ident)*) => {
        $(#[test]
        fn $vendor() {
            use $vendor::{Verifier, samples};

            let verifier = Verifier::new([SECRET]).unwrap();
            let other = Verifier::new([OTHER]).unwrap();
            check(samples::ALL, |body| verifier.sign(body), [&verifier, &other]);
        })*
    };
}

vendors!(aircall_events curious_thing_events dialpad_events regal_events revring_events);

#[test]
fn what_was_signed_is_the_event() {
    use dialpad_events::{Event, Verifier, samples};

    let verifier = Verifier::new([SECRET]).unwrap();
    let request = verifier.sign(samples::sms_events().as_bytes());
    let delivery = verifier
        .receive_with(&request.headers(), &request.body, Event::decode_sms_events)
        .unwrap();
    assert_eq!(&*delivery.received.body, samples::sms_events());
    assert_eq!(delivery.received.event.name(), Some("sms-events"));
}

/// A handler answers with the type that the document has for it.
#[tokio::test]
async fn a_question_is_answered() {
    use revring_events::{Delivery, Event, Json, PreCallResponse, Verifier, samples};

    let handler = async |delivery: Delivery<Event>| {
        let mut answer = PreCallResponse::new();
        if let Event::PreCall(_) = delivery.received.event {
            let name = Json::from("Ben Meadow");
            answer.variables = Some([("name".to_owned(), name)].into());
        }
        answer
    };
    let verifier = Verifier::new([SECRET]).unwrap();
    let signed = verifier.sign(samples::pre_call().as_bytes());
    let app = Router::new().route("/", post(handler)).with_state(verifier);
    let mut request = Request::post("/");
    for (name, value) in signed.headers {
        request = request.header(name, value);
    }
    let request = request.body(Body::from(signed.body)).unwrap();
    let response = app.oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()[CONTENT_TYPE], "application/json");
    let body = to_bytes(response.into_body(), 1000).await.unwrap();
    assert_eq!(*body, *br#"{"variables":{"name":"Ben Meadow"}}"#);
}
