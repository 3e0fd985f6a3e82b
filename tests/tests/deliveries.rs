//! Deliveries as a server takes them: verified, decoded, known again and dated.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::routing::post;
use tower::ServiceExt;

async fn send(app: Router, headers: &[(&str, &str)], body: &str) -> (u16, String) {
    let mut request = Request::post("/");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let response = app.oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), 1000).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn aircall() {
    use aircall_events::{Delivery, Event, Verifier};

    let handler = async |delivery: Delivery<Event>| {
        let received = &delivery.received;
        let name = received.event.name().unwrap_or("none").to_owned();
        let debug = format!("{received:?}");
        assert!(!debug.contains("made-up-b"), "{debug}");
        format!(
            "{} {name} {} {:?} {:?}",
            delivery.secret,
            received.drift.len(),
            received.dedupe_key(),
            received.occurred_at().map(|time| time.to_string()),
        )
    };
    let app = Router::new()
        .route("/", post(handler))
        .with_state(Verifier::new(["made-up-a", "made-up-b"]).unwrap());
    let cases = [
        (
            r#"{"event":"team.created","resource":"team","timestamp":1657855059,"token":"made-up-b","data":{"id":7}}"#,
            200,
            r#"1 team.created 0 Some("team.created/7/1657855059") Some("2022-07-15T03:17:39Z")"#,
        ),
        (
            r#"{"event":"team.renamed","timestamp":1657855059,"token":"made-up-b","data":{"id":7}}"#,
            200,
            r#"1 team.renamed 0 Some("team.renamed/7/1657855059") Some("2022-07-15T03:17:39Z")"#,
        ),
        (
            r#"{"event":"team.created","resource":"team","timestamp":"?","token":"made-up-a","data":{"id":7}}"#,
            200,
            r#"0 team.created 1 Some("team.created/7/%3F") None"#,
        ),
        (
            r#"{"event":"team.created","resource":"team","timestamp":1,"token":"guess","data":{"id":7}}"#,
            401,
            "the request is not verified",
        ),
    ];
    for (body, status, text) in cases {
        let expected = (status, text.to_owned());
        assert_eq!(send(app.clone(), &[], body).await, expected, "{body}");
    }
}

#[tokio::test]
async fn curious_thing() {
    use curious_thing_events::{Deliveries, Event, Verifier};

    let handler = async |deliveries: Deliveries<Event>| {
        let keys = deliveries.batch.iter().map(|item| match item {
            Ok(received) => received.dedupe_key().unwrap_or_default(),
            Err(rejected) => rejected.to_string(),
        });
        keys.collect::<Vec<_>>().join(", ")
    };
    let app = Router::new()
        .route("/", post(handler))
        .with_state(Verifier::new(["made-up"]).unwrap());
    let body = r#"[{"id":"a-1","eventType":"CallComplete"}, 7]"#;
    let header = [("x-curious-thing-secret", "made-up")];
    let expected = "a-1, the body is JSON, but not an object".to_owned();
    assert_eq!(send(app.clone(), &header, body).await, (200, expected));
    let (status, _) = send(app, &[], body).await;
    assert_eq!(status, 401);
}
